// Command chaser is the Slack bot for a council's performance figures, and the tools around it: one file a command. It
// wires the packages together; nothing knows it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	_ "time/tzdata" // Europe/London must be known in a container that has no zone files

	"github.com/alecthomas/kong"
	"github.com/caarlos0/env/v11"

	"chaser/config"
	"chaser/demo/privatepg"
	"chaser/kpi"
)

// program is the command line.
type program struct {
	Version versionFlag `help:"Print the version, the commit, Go and the schema."`

	Demo     demoCommand     `cmd:"" help:"Try it: a private Postgres, a local Slack look-alike and the bot on the seed report."`
	Serve    serveCommand    `cmd:"" help:"Run the bot."`
	Migrate  migrateCommand  `cmd:"" help:"Bring the database's schema up to date."`
	Import   importCommand   `cmd:"" help:"Bring in a register, all or nothing."`
	Export   exportCommand   `cmd:"" help:"Give the register back."`
	Report   reportCommand   `cmd:"" help:"Print a committee's report, or every committee's."`
	Check    checkCommand    `cmd:"" help:"Find what cannot be right in a period's cards, or in a register file."`
	Publish  publishCommand  `cmd:"" help:"Show a committee a period: freeze its cards and post the summary of its reds."`
	Undo     undoCommand     `cmd:"" help:"Take a figure back, such as one that was imported for a wrong period."`
	Tick     tickCommand     `cmd:"" help:"Do once all that the schedule owes by now, and deliver it."`
	Rehearse rehearseCommand `cmd:"" help:"Print every message that the schedule would send if nobody posted."`
	Rate     rateCommand     `cmd:"" help:"Rate a figure without a database, and say why."`
	Whatif   whatifCommand   `cmd:"" help:"Say which ratings of all history another rule would change; change nothing."`
	Doctor   doctorCommand   `cmd:"" help:"Check the database, Slack, the people and the register, and say what to do."`
	People   peopleCommand   `cmd:"" help:"Print the workspace's people as a register's list to start from."`
	Health   healthCommand   `cmd:"" help:"Ask the bot that runs on this machine whether it is well, as a container's health check."`
	Manifest manifestCommand `cmd:"" help:"Print the Slack app manifest to install it with."`
	Audit    auditCommand    `cmd:"" help:"Check the audit trail."`
}

// streams are what a command reads and writes, so that tests can run it whole.
type streams struct {
	out, err    io.Writer
	environment map[string]string
}

// settings reads the configuration from the environment. A fault in it is the operator's to mend, and so bad input.
func (s streams) settings() (config.Config, error) {
	c, err := config.Load(s.environment)
	if err != nil {
		return config.Config{}, badInput{err}
	}
	return c, nil
}

// badInput is an error that the person at the keyboard can mend. The program ends with 2.
type badInput struct{ error }

func (b badInput) Unwrap() error { return b.error }

func main() {
	privatepg.Supervise()
	os.Exit(runUntilInterrupted())
}

// runUntilInterrupted runs the program until it is done, or until Ctrl-C or a termination signal tells it to finish.
func runUntilInterrupted() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], streams{out: os.Stdout, err: os.Stderr, environment: env.ToMap(os.Environ())})
}

// run is the program. It returns 0 where it did what was asked, 1 where it could not, and 2 where it was asked wrongly.
func run(ctx context.Context, args []string, s streams) (code int) {
	var p program
	exited := -1
	parser, err := kong.New(&p,
		kong.Name("chaser"),
		kong.Description("Chases, rates and reports a council's quarterly performance figures in Slack."),
		kong.Writers(s.out, s.err),
		kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(s),
	)
	if err != nil {
		_, _ = fmt.Fprintln(s.err, "chaser:", err)
		return 1
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(withNegatives(args))
	if exited >= 0 { // help was asked for and given
		return exited
	}
	if err != nil {
		_, _ = fmt.Fprintf(s.err, "chaser: %s. Type `%s --help` for what there is.\n", misused(err), commandOf(err))
		return 2
	}
	err = command.Run()
	var (
		bad     badInput
		refusal *kpi.Refusal
		faults  kpi.Faults
		silent  exitCode
	)
	switch {
	case err == nil:
		return 0
	case errors.As(err, &silent):
		return int(silent)
	case errors.As(err, &bad), errors.As(err, &refusal), errors.As(err, &faults):
		code = 2
	default:
		code = 1
	}
	_, _ = fmt.Fprintln(s.err, "chaser:", err)
	return code
}

// noValue matches kong's words for a flag without its value.
var noValue = regexp.MustCompile(`^(--\S+): expected .* value but got "EOL" \(<EOL>\)$`)

// misused says what was typed wrongly.
func misused(err error) string {
	return noValue.ReplaceAllString(strings.TrimRight(err.Error(), ".?"), "$1 needs a value")
}

// commandOf is the command whose help says how to type it.
func commandOf(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil {
		if node := wrong.Context.Selected(); node != nil {
			return node.FullPath()
		}
	}
	return "chaser"
}

// negative matches a number below 0 as it is typed. None of our flags begins like that.
var negative = regexp.MustCompile(`^-[£.\d]`)

// withNegatives turns “--actual -3” into “--actual=-3”, since kong takes anything that begins with a hyphen for a flag.
func withNegatives(args []string) []string {
	var joined []string
	for _, a := range args {
		if last := len(joined) - 1; last >= 0 && negative.MatchString(a) && strings.HasPrefix(joined[last], "--") && !strings.Contains(joined[last], "=") {
			joined[last] += "=" + a
			continue
		}
		joined = append(joined, a)
	}
	return joined
}

// exitCode ends the program without a word: the command has said all there was to say.
type exitCode int

func (exitCode) Error() string { return "" }

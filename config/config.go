// Package config is what an operator sets: environment variables, read and checked once, at start. An error names the
// variable and the cure. The package must never know what the settings are used for. A secret leaves it only through
// Reveal.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/caarlos0/env/v11"

	"chaser/kpi"
)

// Secret is a value that no log and no way of printing shows.
type Secret string

// Reveal is the secret itself, for the one place that needs it.
func (s Secret) Reveal() string { return string(s) }

// String hides the secret from every form of printing.
func (s Secret) String() string {
	if s == "" {
		return "(not set)"
	}
	return "(secret)"
}

// GoString hides the secret from %#v.
func (s Secret) GoString() string { return s.String() }

// LogValue hides the secret from the log.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the secret from JSON and other encodings.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Config is every setting.
type Config struct {
	DatabaseURL    Secret // where the register is kept
	BotToken       Secret
	SigningSecrets []Secret // one; two, the old and the new, while Slack's is being replaced
	AppPassword    Secret   // of the database role that `migrate --app-role` makes
	AppToken       Secret   // where set, Slack is reached in Socket Mode
	SlackAPIURL    string   // with a trailing slash
	ListenAddr     string
	OpsAddr        string         // where the operator's endpoints stand; empty: at ListenAddr
	Zone           *time.Location // the council's time zone
	Command        string         // the slash command
	Timetable      kpi.Timetable  // the days between a collection and its committee
	TrailDigest    string         // when the performance team is told the audit trail's digest: DigestDaily or DigestOff
	Connections    int            // to the database, of one process, at most
	ReportBy       string         // who produces the committees' reports; where empty, they do not say
}

// When the performance team is told the audit trail's digest: each working day, or never.
const (
	DigestDaily = "daily"
	DigestOff   = "off"
)

// SocketMode reports whether the bot opens a connection to Slack, rather than waiting for Slack's requests.
func (c Config) SocketMode() bool { return c.AppToken != "" }

// variables are the settings as the environment holds them.
type variables struct {
	DatabaseURL   string `env:"DATABASE_URL"`
	BotToken      string `env:"SLACK_BOT_TOKEN"`
	SigningSecret string `env:"SLACK_SIGNING_SECRET"`
	AppToken      string `env:"SLACK_APP_TOKEN"`
	AppPassword   string `env:"CHASER_APP_PASSWORD"`

	DatabaseURLFile   string `env:"DATABASE_URL_FILE"`
	BotTokenFile      string `env:"SLACK_BOT_TOKEN_FILE"`
	SigningSecretFile string `env:"SLACK_SIGNING_SECRET_FILE"`
	AppTokenFile      string `env:"SLACK_APP_TOKEN_FILE"`
	AppPasswordFile   string `env:"CHASER_APP_PASSWORD_FILE"`

	SlackAPIURL string `env:"SLACK_API_URL" envDefault:"https://slack.com/api/"`
	ListenAddr  string `env:"LISTEN_ADDR" envDefault:":8080"`
	OpsAddr     string `env:"OPS_ADDR"`
	Timezone    string `env:"CHASER_TIMEZONE" envDefault:"Europe/London"`
	Command     string `env:"CHASER_COMMAND" envDefault:"/kpi"`
	Timetable   string `env:"CHASER_TIMETABLE" envDefault:"5, 3, 5, 10"`
	ReportBy    string `env:"CHASER_REPORT_BY"`
	TrailDigest string `env:"CHASER_TRAIL_DIGEST" envDefault:"daily"`
	Connections string `env:"CHASER_CONNECTIONS" envDefault:"16"`
}

// Load reads the settings from an environment, such as env.ToMap(os.Environ()). It only checks that what is set is well
// formed. A command asks for what it cannot do without by Config's Needs methods.
func Load(environment map[string]string) (Config, error) {
	var v variables
	if err := env.ParseWithOptions(&v, env.Options{Environment: environment}); err != nil {
		return Config{}, fmt.Errorf("the environment could not be read: %w", err)
	}
	c := Config{SlackAPIURL: v.SlackAPIURL, ListenAddr: v.ListenAddr, OpsAddr: v.OpsAddr, Command: v.Command, ReportBy: strings.TrimSpace(v.ReportBy), TrailDigest: v.TrailDigest}
	var faults []error
	secret := func(name, value, file string, into *Secret) {
		s, err := readSecret(name, value, file)
		faults = append(faults, err)
		*into = s
	}
	secret("DATABASE_URL", v.DatabaseURL, v.DatabaseURLFile, &c.DatabaseURL)
	c.DatabaseURL = Secret(strings.TrimSpace(c.DatabaseURL.Reveal()))
	secret("SLACK_BOT_TOKEN", v.BotToken, v.BotTokenFile, &c.BotToken)
	secret("SLACK_APP_TOKEN", v.AppToken, v.AppTokenFile, &c.AppToken)
	secret("CHASER_APP_PASSWORD", v.AppPassword, v.AppPasswordFile, &c.AppPassword)
	var signing Secret
	secret("SLACK_SIGNING_SECRET", v.SigningSecret, v.SigningSecretFile, &signing)
	faults = append(faults, c.readSlackSecrets(signing))

	if u, err := url.Parse(c.SlackAPIURL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		faults = append(faults, fmt.Errorf("SLACK_API_URL is %q, which is not a web address; "+
			"unset it, or write it as https://slack.com/api/",
			c.SlackAPIURL))
	}
	if !strings.HasSuffix(c.SlackAPIURL, "/") {
		c.SlackAPIURL += "/"
	}
	if _, _, err := net.SplitHostPort(c.ListenAddr); err != nil {
		faults = append(faults, fmt.Errorf("LISTEN_ADDR is %q; write it as :8080 or 127.0.0.1:8080", c.ListenAddr))
	}
	if _, _, err := net.SplitHostPort(c.OpsAddr); err != nil && c.OpsAddr != "" {
		faults = append(faults, fmt.Errorf("OPS_ADDR is %q; write it as :9090 or 127.0.0.1:9090", c.OpsAddr))
	}
	if c.OpsAddr != "" && c.OpsAddr == c.ListenAddr && !strings.HasSuffix(c.OpsAddr, ":0") {
		faults = append(faults, errors.New("OPS_ADDR and LISTEN_ADDR are the same; set OPS_ADDR to another port, or unset it"))
	}
	var err error
	if c.Zone, err = time.LoadLocation(v.Timezone); err != nil || v.Timezone == "" || v.Timezone == "Local" {
		faults = append(faults, fmt.Errorf("CHASER_TIMEZONE is %q, which is not a time zone; write it as Europe/London",
			v.Timezone))
	}
	if !isCommand(c.Command) {
		faults = append(faults, fmt.Errorf("CHASER_COMMAND is %q; "+
			"write it as the slash command's name, such as /kpi: at most 32 characters, no spaces",
			c.Command))
	}
	if c.Timetable, err = kpi.ParseTimetable(v.Timetable); err != nil {
		faults = append(faults, fmt.Errorf("CHASER_TIMETABLE: %w", err))
	}
	if c.TrailDigest != DigestDaily && c.TrailDigest != DigestOff {
		faults = append(faults, fmt.Errorf("CHASER_TRAIL_DIGEST is %q; write daily or off", c.TrailDigest))
	}
	if c.Connections, err = strconv.Atoi(v.Connections); err != nil || c.Connections < fewestConnections || c.Connections > mostConnections {
		faults = append(faults, fmt.Errorf("CHASER_CONNECTIONS is %q; write a number from %d to %d, such as 16", v.Connections, fewestConnections, mostConnections))
	}
	return c, errors.Join(faults...)
}

// A process needs a few connections, so that a person's answer never waits for a job's. More than some hundred only
// wait for each other in PostgreSQL.
const fewestConnections, mostConnections = 6, 200

// isCommand reports whether Slack would take a slash command by this name.
func isCommand(name string) bool {
	length := utf8.RuneCountInString(name)
	return strings.HasPrefix(name, "/") && length >= 2 && length <= 32 && utf8.ValidString(name) &&
		!strings.ContainsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
}

// readSecret reads a secret from its variable, or from the file that the variable with _FILE names. Setting both is an
// error.
func readSecret(name, value, file string) (Secret, error) {
	if file == "" {
		return withoutLineEnd(value), nil
	}
	if value != "" {
		return "", fmt.Errorf("%s and %s_FILE are both set; unset one of them", name, name)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w; name a file that holds the secret and that this user may read", name, err)
	}
	if strings.TrimSpace(string(text)) == "" {
		return "", fmt.Errorf("%s_FILE names %s, which is empty; write the secret into it", name, file)
	}
	return withoutLineEnd(string(text)), nil
}

// NeedsDatabase is the error if no database is set, or if its address cannot mean what its author meant; otherwise nil.
func (c Config) NeedsDatabase() error {
	if c.DatabaseURL == "" {
		return errors.New("DATABASE_URL is not set; " +
			"set it to the database, such as postgres://chaser:…@localhost:5432/chaser, or try `chaser demo`, which brings its own")
	}
	return checkDatabaseURL(c.DatabaseURL.Reveal())
}

// NeedsToken is the error if there is no token to speak in Slack with, or one of a wrong kind; otherwise nil.
func (c Config) NeedsToken() error {
	if c.BotToken == "" {
		return errors.New("SLACK_BOT_TOKEN is not set; " +
			"it begins with xoxb- and stands in the Slack app's settings under “OAuth & Permissions”")
	}
	return notBotToken(c.BotToken.Reveal())
}

// NeedsSlack is the error if the bot could not talk with Slack, naming each variable; otherwise nil.
func (c Config) NeedsSlack() error {
	faults := []error{c.NeedsToken(), notAppToken(c.AppToken.Reveal())}
	if !c.SocketMode() && len(c.SigningSecrets) == 0 {
		faults = append(faults, errors.New("SLACK_SIGNING_SECRET is not set; "+
			"it stands in the Slack app's settings under “Basic Information”. "+
			"Without it anybody could pretend to be Slack. (For Socket Mode set SLACK_APP_TOKEN instead.)"))
	}
	return errors.Join(faults...)
}

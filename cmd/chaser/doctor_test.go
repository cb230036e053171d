package main

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

// doctor is what an operator reads, and how the command ends.
func (c *chasing) doctor(more ...string) (said string, code int) {
	c.Helper()
	return c.runs(append([]string{"doctor"}, more...)...)
}

// runs is a command of an operator's, with what it prints.
func (c *chasing) runs(args ...string) (said string, code int) {
	c.Helper()
	out, err, code := c.prints(nil, args...)
	return out + err, code
}

// prints is a command of an operator's, with some settings of its own.
func (c *chasing) prints(settings map[string]string, args ...string) (printed, told string, code int) {
	c.Helper()
	var out, err bytes.Buffer
	environment := map[string]string{"DATABASE_URL": c.dsn, "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": "secret", "SLACK_API_URL": c.api}
	maps.Copy(environment, settings)
	code = run(c.Context(), args, streams{out: &out, err: &err, environment: environment})
	return out.String(), err.String(), code
}

// diagnosis is what the doctor finds, for a program to read.
func (c *chasing) diagnosis(settings map[string]string) (found []finding, code int) {
	c.Helper()
	out, _, code := c.prints(settings, "doctor", "--format", "json")
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		c.Fatalf("%v:\n%s", err, out)
	}
	return found, code
}

// finds reports whether there is a finding about the subject that says the words.
func finds(all []finding, subject, state, words string) bool {
	return slices.ContainsFunc(all, func(f finding) bool {
		return f.Subject == subject && f.State == state && strings.Contains(f.Says+". "+f.Do, words)
	})
}

// The doctor has a line for each thing, and for what ails one it says what to do.
func TestDoctor(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-08 09:00")
	said, code := c.doctor()
	for _, line := range []string{"database   ok", "schema     ok", "capacity   ok: the database gives ", " running chasers of up to 16 each", "scopes     ok", "charts     ok\n", "channel    ok: C0CSMI of Communities", "messages   ok"} {
		if !strings.Contains(said, line) {
			t.Errorf("it does not say %q", line)
		}
	}
	if code != 0 {
		t.Errorf("code %d:\n%s", code, said)
	}
	c.slack.TakeBlocks(lookalike.Charts)
	if said, code := c.doctor(); code != 0 || !strings.Contains(said, "charts     ok: the workspace does not take Slack's charts yet") {
		t.Errorf("code %d, and of a workspace without charts it says:\n%s", code, said)
	}
	for _, ill := range []struct {
		harm func(string) error
		says string
	}{
		{func(channel string) error { return c.slack.Share(channel, "T0ELSEWHERE") }, "people of another organisation read it"},
		{c.slack.RemoveBot, "Chaser is not in it (not_in_channel). Type /invite @Chaser there"},
		{c.slack.Archive, "it was archived (is_archived). Unarchive it"},
	} {
		check(t, ill.harm("C0CSMI"))
		if said, code := c.doctor(); code != 1 || !strings.Contains(said, ill.says) {
			t.Errorf("code %d, and it does not say %q:\n%s", code, ill.says, said)
		}
	}
}

// A council in which nothing is wrong: each thing is looked at and is ok, or waits for somebody to do it for the first
// time.
func TestDoctorOfTheHealthy(t *testing.T) {
	t.Parallel()
	now := time.Now()
	r := seedCouncil(t)
	today := kpi.DateOf(now)
	r.Collections = append(r.Collections, kpi.Collection{Period: kpi.Month(today.Year, int(today.Month)), Opens: today.AddDays(-1), Due: today.AddDays(9)})
	c := newChasing(t, r, now.Format("2006-01-02 15:04"))
	found, code := c.diagnosis(nil)
	if code != 0 {
		t.Errorf("code %d: %+v", code, found)
	}
	for _, warning := range []string{"commands", "events"} {
		if !finds(found, warning, stateWarning, "has ever arrived") {
			t.Errorf("it does not say that nothing ever came (%s): %+v", warning, found)
		}
	}
	check(t, c.store.NoteHeard(t.Context(), store.HeardEvent, now.Add(-3*time.Minute)))
	check(t, c.store.NoteHeard(t.Context(), store.HeardCommand, now.Add(-3*time.Hour)))
	check(t, c.store.NoteHeard(t.Context(), store.HeardInteraction, now.Add(-72*time.Hour)))
	found, code = c.diagnosis(nil)
	if !finds(found, "role", stateWarning, "Run the bot as one that cannot: `chaser migrate --app-role chaser_app`") {
		t.Errorf("it does not say that the tests' role may do more than the bot needs: %+v", found)
	}
	for _, f := range found {
		if f.Subject != "role" && (f.State != stateOK || f.Do != "") {
			t.Errorf("it finds %+v", f)
		}
	}
	for subject, says := range map[string]string{
		"database": "", "schema": "", "token": "chaser in Council", "scopes": "", "clock": "", "commands": "3 hours ago", "buttons": "3 days ago",
		"events": "3 minutes ago", "people": "14 people have an account here", "channel": "C0CSMI", "register": "19 indicators, 14 people",
		"collection": "is being collected", "queue": "", "messages": "",
	} {
		if !finds(found, subject, stateOK, says) {
			t.Errorf("of %s it does not say %q: %+v", subject, says, found)
		}
	}
	if code != 0 {
		t.Errorf("code %d", code)
	}
}

// Whatever is wrong has a line with its cure, all at once.
func TestDoctorOfTheSick(t *testing.T) {
	t.Parallel()
	r := seedCouncil(t)
	gone, cover := r.Indicators[0].Owner, r.Indicators[0].Manager
	for n := range r.People {
		r.People[n].Roles = slices.DeleteFunc(r.People[n].Roles, func(role kpi.Role) bool { return role == kpi.Admin })
	}
	r.Committees = append(r.Committees, kpi.Committee{Name: "Audit"})
	r.Indicators[1].Owner, r.Indicators[2].Owner = "", ""
	r.Indicators[2].Manager = ""
	c := newChasing(t, r, "2024-01-08 09:00")
	check(t, c.slack.Deactivate(gone))
	check(t, c.slack.RemoveBot("C0CSMI"))
	elsewhere := r
	elsewhere.People = append(slices.Clone(r.People), kpi.Person{SlackID: "U0NOBODY", Name: "Somebody else", Roles: []kpi.Role{kpi.Member}},
		kpi.Person{SlackID: "U0IDLE", Name: "A newcomer", Roles: []kpi.Role{kpi.Member}})
	elsewhere.Indicators = slices.Clone(r.Indicators)
	elsewhere.Indicators[3].Owner = "U0NOBODY"
	_, err := c.store.ImportRegister(t.Context(), elsewhere, c.clock.Now(), false)
	check(t, err)

	found, code := c.diagnosis(nil)
	for _, want := range []struct{ subject, state, words string }{
		{"people", stateFault, "without an account in this workspace: Somebody else (U0NOBODY), owner of 1 indicator. Put others in their place"},
		{"people", stateWarning, "without duties: A newcomer (U0IDLE). Where"},
		{"people", stateFault, "(" + gone + "), owner of "},
		{"channel", stateFault, "Chaser is not in it (not_in_channel). Type /invite @Chaser there"},
		{"channel", stateFault, "Audit has no channel. Give it one in the register"},
		{"register", stateFault, "nobody belongs to the performance team"},
		{"register", stateFault, r.Indicators[1].Code + " and " + r.Indicators[2].Code + " have no owner"},
		{"register", stateWarning, r.Indicators[2].Code + " has no manager"},
		{"collection", stateWarning, "was due on 19 January 2024, and no other is set. Set the next one: `/kpi admin collections`"},
		{"queue", stateOK, ""},
	} {
		if !finds(found, want.subject, want.state, want.words) {
			t.Errorf("it does not say of %s, a %s, %q", want.subject, want.state, want.words)
		}
	}
	if code != 1 {
		t.Errorf("code %d", code)
	}
	if t.Failed() {
		said, _ := c.doctor()
		t.Log(said, cover)
	}
}

// A database that does not answer, a token of the wrong kind and a Slack that cannot be reached each have their line,
// and hide nothing else.
func TestDoctorOfTheUnreachable(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-08 09:00")
	for name, ill := range map[string]struct {
		settings             map[string]string
		subject, words, fine string
	}{
		"no database":         {map[string]string{"DATABASE_URL": ""}, "database", "DATABASE_URL is not set. Set it", "token"},
		"an unescaped sign":   {map[string]string{"DATABASE_URL": "postgres://u:Ze@br#a@h:5432/db"}, "database", "Write % there as %25", "token"},
		"nobody listens":      {map[string]string{"DATABASE_URL": "postgres://u:Zebra@127.0.0.1:1/db?sslmode=disable"}, "database", "nothing listens at the database's address, 127.0.0.1:1. Start PostgreSQL", "token"},
		"a wrong token":       {map[string]string{"SLACK_BOT_TOKEN": "xoxb-other"}, "token", "Slack does not accept SLACK_BOT_TOKEN (invalid_auth). Copy it again", "register"},
		"another kind":        {map[string]string{"SLACK_BOT_TOKEN": "xapp-1"}, "slack", "SLACK_BOT_TOKEN is an app-level token (xapp-), which belongs in SLACK_APP_TOKEN. Copy", "register"},
		"a small server":      {map[string]string{"CHASER_CONNECTIONS": "200"}, "capacity", "a running chaser takes up to 200. Raise the server's max_connections", "token"},
		"no Slack":            {map[string]string{"SLACK_API_URL": "http://127.0.0.1:1/api/"}, "token", "this machine does not reach Slack. Check its network", "register"},
		"a wrong app's token": {map[string]string{"SLACK_APP_TOKEN": "xapp-other"}, "socket", "Slack does not accept SLACK_APP_TOKEN (invalid_auth). Make", "people"},
	} {
		out, told, code := c.prints(ill.settings, "doctor", "--format", "json")
		var found []finding
		if err := json.Unmarshal([]byte(out), &found); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		if code != 1 || told != "" || !finds(found, ill.subject, stateFault, ill.words) || !finds(found, ill.fine, stateOK, "") {
			t.Errorf("%s: code %d\n%s%s", name, code, out, told)
		}
		if strings.Contains(out, "Ze") || strings.Contains(out, "bra") || strings.Contains(out, "dial") {
			t.Errorf("%s: it tells a part of the password, or speaks the driver's language:\n%s", name, out)
		}
	}
	for _, command := range [][]string{{"serve"}, {"migrate"}, {"tick"}, {"import", "../../demo/seed/register.json"}, {"export"}, {"audit", "verify"}} {
		_, told, code := c.prints(map[string]string{"DATABASE_URL": "postgres://u:Ze/br#a@h:5432/db"}, command...)
		if code != 2 || !strings.Contains(told, "write % there as %25") || strings.Contains(told, "Ze") || strings.Contains(told, "br#") || strings.Count(told, "\n") != 1 {
			t.Errorf("%v: code %d, %s", command, code, told)
		}
	}
}

// What should have gone and has not been tried is told, with what sends it.
func TestDoctorOfTheQueue(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), time.Now().Add(-time.Hour).Format("2006-01-02 15:04"))
	if found, _ := c.diagnosis(nil); !finds(found, "queue", stateOK, "") {
		t.Errorf("before there is anything to say: %+v", found)
	}
	_, err := c.slack.Type(t.Context(), "U0REGISTR", "C0PERFORM", "/kpi REG1 50 Staff leave.") // red, of which its manager is to hear
	check(t, err)
	if found, code := c.diagnosis(nil); code != 1 || !finds(found, "queue", stateFault, "nothing sends them. Run `chaser serve`") {
		t.Errorf("code %d: %+v", code, found)
	}
}

// The list of people is page after page, waits where Slack says so, and becomes a register as it is.
func TestPeople(t *testing.T) {
	t.Parallel()
	r := seedCouncil(t)
	c := newChasing(t, r, "2024-01-08 09:00")
	check(t, c.slack.Deactivate(r.Indicators[0].Owner))
	c.slack.Fault(lookalike.Fault{Method: "users.list", Harm: lookalike.Limited, RetryAfter: time.Second})
	out, told, code := c.prints(nil, "people")
	var listed struct{ People []listedPerson }
	check(t, json.Unmarshal([]byte(out), &listed))
	if code != 0 || len(listed.People) != 14 || told != "14 people listed. Left out, since Chaser does not answer them: 1 guest, 1 bot and 1 deactivated account.\n" {
		t.Errorf("code %d, %d people: %s", code, len(listed.People), told)
	}
	for _, p := range listed.People {
		if p.SlackID == "" || p.Name == "" || p.Email != "" || !slices.Equal(p.Roles, []string{"member"}) {
			t.Errorf("it lists %+v", p)
		}
	}
	path := t.TempDir() + "/people.json"
	check(t, replaceFile(path, func(w io.Writer) error { _, err := w.Write([]byte(out)); return err }))
	if said, code := c.runs("import", "--dry-run", path); code != 0 {
		t.Errorf("it is not taken as a register: %s", said)
	}
	for name, ill := range map[string]struct {
		settings map[string]string
		code     int
		words    string
	}{
		"no token":      {map[string]string{"SLACK_BOT_TOKEN": ""}, 2, "SLACK_BOT_TOKEN is not set"},
		"a wrong token": {map[string]string{"SLACK_BOT_TOKEN": "xoxb-other"}, 1, "Slack does not accept SLACK_BOT_TOKEN"},
	} {
		if out, told, code := c.prints(ill.settings, "people"); code != ill.code || out != "" || !strings.Contains(told, ill.words) {
			t.Errorf("%s: code %d, %s%s", name, code, out, told)
		}
	}
}

// A container asks its own bot whether it is well.
func TestHealth(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-08 09:00")
	where := map[string]string{"LISTEN_ADDR": strings.TrimPrefix(c.app.URL, "http://")}
	for _, ask := range [][]string{{"health"}, {"health", "--ready"}} {
		if out, told, code := c.prints(where, ask...); code != 0 || told != "" {
			t.Errorf("%v: code %d, %s%s", ask, code, out, told)
		}
	}
	c.app.Config.Handler = http.NotFoundHandler()
	if _, told, code := c.prints(where, "health"); code != 1 || !strings.Contains(told, "status 404") {
		t.Errorf("of a bot that is not well: code %d, %s", code, told)
	}
	if _, told, code := c.prints(map[string]string{"LISTEN_ADDR": "127.0.0.1:1"}, "health"); code != 1 || !strings.Contains(told, "nothing answers at http://127.0.0.1:1/healthz") {
		t.Errorf("where there is no bot: code %d, %s", code, told)
	}
	for listen, want := range map[string]string{":8080": "127.0.0.1:8080", "0.0.0.0:1": "127.0.0.1:1", "[::]:1": "127.0.0.1:1", "10.0.0.1:1": "10.0.0.1:1"} {
		if got := reachable(listen); got != want {
			t.Errorf("%s is reached at %s", listen, got)
		}
	}
}

// What is wrong is parted from its cure where its sentence ends.
func TestCutCure(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"it was archived. Unarchive it":                             {"it was archived", "Unarchive it"},
		"Slack hides it. If private, invite; if gone, give another": {"Slack hides it", "If private, invite; if gone, give another"},
		"nothing listens; start it. Or not":                         {"nothing listens", "Start it. Or not"},
		"the schema (3) is older (13): run `chaser migrate`":        {"the schema (3) is older (13)", "Run `chaser migrate`"},
		"it is broken": {"it is broken", ""},
	} {
		if says, do := cutCure(text); says != want[0] || do != want[1] {
			t.Errorf("%q is parted into %q and %q", text, says, do)
		}
	}
}

// An operator reads what waits for a channel, why and what to do, and has it said by the next tick once that is done,
// not minutes later. Publishing again says the same. It is a summary and six full cards.
func TestAnOperatorMendsWhatIsHeld(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-08 18:00")
	c.jobs.Patience.Held = time.Hour
	check(t, c.slack.SetRule("C0CSMI", lookalike.Administrators))
	publish := func() string {
		t.Helper()
		var out, err bytes.Buffer
		code := run(c.Context(), []string{"publish", "--committee", "Communities, Social Mobility and Inclusion", "--period", "2023-24Q2", "--yes"},
			streams{out: &out, err: &err, environment: map[string]string{"DATABASE_URL": c.dsn}})
		if code != 0 {
			t.Fatal(code, err.String())
		}
		return out.String()
	}
	publish()
	c.clock.set(time.Now()) // as the command does
	left, err := c.jobs.Once(t.Context())
	check(t, err)
	if len(left) != 7 {
		t.Errorf("%d messages are left", len(left))
	}
	said, code := c.doctor()
	for _, words := range []string{"the message to C0CSMI (Communities, Social Mobility and Inclusion) of " + kpi.DateOf(c.clock.Now().In(c.zone)).String() + " waits: only some people may post there (restricted_action_read_only_channel)",
		"“Posting permissions”", "at once by `chaser tick`"} {
		if code != 1 || !strings.Contains(said, words) {
			t.Errorf("code %d, and it does not say %q:\n%s", code, words, said)
		}
	}
	if strings.Contains(said, "Slack id") {
		t.Errorf("a channel is mended as a person is:\n%s", said)
	}
	if again := publish(); !strings.Contains(again, "7 messages are still to be posted") || !strings.Contains(again, "Posting permissions") {
		t.Errorf("publishing again says:\n%s", again)
	}
	check(t, c.slack.SetRule("C0CSMI", lookalike.Everybody))
	c.tick()
	if said, code := c.doctor(); code != 0 || !strings.Contains(said, "messages   ok") {
		t.Errorf("code %d:\n%s", code, said)
	}
	if n := len(c.slack.Messages("C0CSMI", "U0CLLR1")); n != 7 {
		t.Errorf("%d messages stand in the channel", n)
	}
	c.seenOnce()
}

package bot_test

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// sends is a message with files in somebody's direct messages, and what they come to read of it once everything about
// it is done.
func (c *council) sends(who, words string, files ...lookalike.Upload) answer {
	c.Helper()
	dm := c.slack.DirectMessage(who)
	before := len(c.slack.Messages(dm, who))
	_, err := c.slack.SendFile(context.Background(), who, dm, "", words, files...)
	must(c.T, err)
	c.worksOnFiles()
	return c.since(who, dm, before+1)
}

// worksOnFiles does all that is to be done about sent files, as the queue does.
func (c *council) worksOnFiles() {
	c.Helper()
	for range 10 {
		ids, err := c.store.WaitingFiles(context.Background(), c.clock.Now())
		must(c.T, err)
		if len(ids) == 0 {
			break
		}
		for _, id := range ids {
			wait, err := c.chaser.WorkOnFiles(context.Background(), id, c.clocks())
			must(c.T, err)
			c.clock.pass(wait)
		}
	}
	c.tellsAll()
}

// now is the message that was seen, as it stands by now.
func (a answer) now() answer {
	a.Helper()
	a.worksOnFiles()
	last := a.Messages[len(a.Messages)-1]
	for _, m := range a.slack.Messages(last.Channel, a.who) {
		if m.TS == last.TS {
			return answer{a.council, lookalike.Answer{Messages: []lookalike.Seen{m}}, a.who}
		}
	}
	a.Fatal("the message is gone")
	return answer{}
}

// clicks is a press in the message, after which it stands as it does by then.
func (a answer) clicks(press, words string) answer {
	a.Helper()
	if said := a.presses(press, words); len(said.Messages) > 0 {
		a.Errorf("it is answered by a message of its own: %s", said.text())
	}
	return a.now()
}

func aFile(name, content string) lookalike.Upload {
	return lookalike.Upload{Name: name, Content: []byte(content)}
}

const figures178 = "indicator,period,value,commentary\n178,2023-24Q3,142,Staff leave\n"

// A file is shown with what it would change, and imported once Import is pressed, once: with its entry in the audit
// trail, in the name of whoever sent it. Then nothing of it is kept.
func TestAFileIsShownAndImported(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	m := c.sends(team, "", aFile("figures.csv", figures178)).says("Import figures.csv?", "Would add 1 figure.", "178 2023-24Q3", "Nothing has been saved yet.")
	if n := len(c.figures("178")); n != 2 {
		t.Fatalf("178 has %d figures before anybody said so", n)
	}
	m.presses("import", "Import") // and again, before the message says otherwise
	m.clicks("import", "Import").says("Imported figures.csv.", "Added 1 figure.").saysNot("Cancel")
	if n := len(c.figures("178")); n != 3 {
		t.Errorf("178 has %d figures", n)
	}
	if _, broken, err := c.store.VerifyAudit(t.Context()); err != nil || broken != nil {
		t.Errorf("the audit trail is broken: %+v %v", broken, err)
	}
	c.sends(team, "", aFile("figures.csv", figures178)).says("figures.csv changes nothing").saysNot("Import figures.csv?")
}

// Agreement is to the effect that was shown: once the register has changed, the effect is shown anew, and a press in
// the message as it stood before, such as a colleague's screen shows still, imports nothing. Nor does a forged one that
// says nothing of an effect.
func TestAPressInAnOlderMessageImportsNothing(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	m := c.sends(team, "", aFile("figures.csv", figures178)).says("Import figures.csv?", "Would add 1 figure.")
	before := m.valueOf("import", `"seen"`)
	c.types(coroner, "/kpi 178 140").says("140")
	n := len(c.figures("178"))
	m = m.clicks("import", "Import").says("Import figures.csv?").saysNot("Would add 1 figure.")
	unsealed := regexp.MustCompile(`"seen":"[^"]*"`).ReplaceAllString(before, `"seen":""`)
	for _, value := range []string{before, unsealed} {
		_, err := c.slack.ForgePress(t.Context(), team, m.one(), "import", value)
		must(t, err)
	}
	m = m.now().says("Import figures.csv?").saysNot("Imported")
	if now := len(c.figures("178")); now != n {
		t.Errorf("178 has %d figures, and had %d", now, n)
	}
	m.clicks("import", "Import").says("Imported figures.csv.")
}

// Cancelled, nothing of it is left to import.
func TestAFileIsCancelled(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	m := c.sends(team, "", aFile("figures.csv", figures178))
	m.presses("import_cancel", "Cancel")
	m.clicks("import", "Import").says("Cancelled: nothing of figures.csv was imported.")
	if n := len(c.figures("178")); n != 2 {
		t.Errorf("178 has %d figures", n)
	}
}

// What Slack tells twice is read once, and a process that dies over it is followed by another.
func TestAFileIsReadOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	dm := c.slack.DirectMessage(team)
	before := len(c.slack.Messages(dm, team))
	_, err := c.slack.SendFile(t.Context(), team, dm, "", "", aFile("figures.csv", figures178))
	must(t, err)
	sent := c.slack.Messages(dm, team)[before]
	must(t, c.slack.TellAgain(t.Context(), sent))
	ids, err := c.store.WaitingFiles(t.Context(), c.clock.Now())
	must(t, err)
	if len(ids) != 1 {
		t.Fatalf("%d are to be read", len(ids))
	}
	_, err = c.store.TakeUpFiles(t.Context(), ids[0], c.clock.Now()) // and dies
	must(t, err)
	if wait, err := c.chaser.WorkOnFiles(t.Context(), ids[0], c.clocks()); err != nil || wait != 0 {
		t.Errorf("somebody else's files are worked on: %v %v", wait, err)
	}
	c.clock.pass(10 * time.Minute)
	c.worksOnFiles()
	c.since(team, dm, before+1).says("Import figures.csv?").one()
}

// Nobody agrees for a day: the file is gone, and pressing does nothing.
func TestAFileExpires(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	m := c.sends(team, "", aFile("figures.csv", figures178))
	c.clock.pass(25 * time.Hour)
	must(t, c.chaser.AgeFiles(t.Context(), c.clocks()))
	m.clicks("import", "Import").says("Nobody imported this file within a day").saysNot("Import figures.csv?")
	if n := len(c.figures("178")); n != 2 {
		t.Errorf("178 has %d figures", n)
	}
}

// A list of one quarter's figures is posted like one that was pasted; words beside it say which quarter.
func TestAListOfFiguresInAFile(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.sends(team, "", aFile("list.csv", "Code,Figure,Commentary\n178,142,\"Staff leave, mostly\"\n175,789\n")).
		says("178", "142", "Staff leave, mostly", "789").presses("post_all", "Post all").says("Posted")
	if n := len(c.figures("178")); n != 3 {
		t.Errorf("178 has %d figures", n)
	}
	c.sends(team, "Q1 2023/24", aFile("list.csv", "178,214\n177,98\n")).says("Q1 2023/24", "214")
}

// Each file that is none to import ends in a sentence, and nothing is kept of it.
func TestFilesThatCannotBeImported(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for name, s := range map[string]struct {
		file lookalike.Upload
		says string
	}{
		"old":       {aFile("a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1......"), "before 2007"},
		"picture":   {aFile("a.png", "\x89PNG\r\n\x1a\n"), "is a picture"},
		"macros":    {aFile("a.xlsx", packed(t, "xl/workbook.xml", "xl/vbaProject.bin")), "has macros in it"},
		"words":     {aFile("a.docx", packed(t, "word/document.xml")), "is a document of Word"},
		"broken":    {aFile("a.xlsx", "PK\x03\x04 no"), "is broken"},
		"bomb":      {aFile("a.zip", packed(t, "figures.csv "+strings.Repeat("0", 70<<20))), "is over 64 MiB"},
		"large":     {aFile("a.csv", strings.Repeat("178,142\n", 700_000)), "is over 5 MB"},
		"elsewhere": {lookalike.Upload{Name: "Figures", External: "https://docs.example.org/1"}, "lives elsewhere"},
		"closed":    {lookalike.Upload{Name: "a.csv", Content: []byte(figures178), ElsewhereOwned: true, Closed: true}, "another workspace may own"},
		"empty":     {aFile("a.csv", " "), "is empty"},
		"notes":     {aFile("a.txt", "We met on Tuesday."), "no table of indicators"},
		"page":      {aFile("a.csv", "<!DOCTYPE html><html>"), "is a page of the web"},
		"faults":    {aFile("figures.csv", "indicator,period,value\n999,2023-24Q9,\"1,5\"\n"), "figures.csv has 3 faults"},
	} {
		a := c.sends(team, "", s.file).says(s.says)
		if !strings.Contains(a.text(), "othing was changed") && !strings.Contains(a.text(), "nothing can be imported") {
			t.Errorf("%s: it does not say that nothing was changed:\n%s", name, a.text())
		}
		a.saysNot("Something went wrong")
	}
	c.refused("access_denied")
	c.sends(coroner, "", aFile("figures.csv", figures178)).says("only the performance team sends Chaser files").one()
	before := len(c.slack.Messages(channel, team))
	_, err := c.slack.SendFile(t.Context(), team, channel, "", "", aFile("figures.csv", figures178))
	must(t, err)
	c.worksOnFiles()
	if n := len(c.slack.Messages(channel, team)) - before; n != 1 {
		t.Errorf("%d messages stand in the channel", n)
	}
}

func packed(t *testing.T, names ...string) string {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, name := range names {
		name, content, _ := strings.Cut(name, " ")
		w, err := archive.Create(name)
		must(t, err)
		_, err = w.Write([]byte(content))
		must(t, err)
	}
	must(t, archive.Close())
	return out.String()
}

// What Slack answers in place of a file is told, or tried again.
func TestAFileThatSlackDoesNotGive(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.slack.Fault(lookalike.Fault{Method: "files.info", Harm: lookalike.Limited, RetryAfter: 20 * time.Second})
	c.slack.Fault(lookalike.Fault{Method: lookalike.DownloadCall, Harm: lookalike.Broken})
	c.sends(team, "", aFile("figures.csv", figures178)).says("Import figures.csv?")
	for _, word := range []string{"file_deleted", "missing_scope"} {
		c.slack.Fault(lookalike.Fault{Method: "files.info", Harm: lookalike.Denied, Code: word})
		says := map[string]string{"file_deleted": "was deleted before Chaser could read it", "missing_scope": "has no right to files yet"}[word]
		c.sends(team, "", aFile("figures.csv", figures178)).says(says, "Nothing was changed.")
	}
	c.slack.Fault(lookalike.Fault{Method: "files.info", Harm: lookalike.Broken, Times: 20})
	c.sends(team, "", aFile("figures.csv", figures178)).says("however often it asked", "nothing was changed")
	c.slack.Mend()
}

// Somebody who is no longer of the performance team imports nothing that they were shown.
func TestWhoIsNoLongerOfTheTeamImportsNothing(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	m := c.sends(team, "", aFile("figures.csv", figures178))
	r := seedRegister(t)
	for n := range r.People {
		if r.People[n].SlackID == team {
			r.People[n].Roles = nil
		}
	}
	_, err := c.store.ImportRegister(t.Context(), r, c.clock.Now(), false)
	must(t, err)
	m.presses("import", "Import").says("Only the performance team imports files, so nothing was changed.")
	if n := len(c.figures("178")); n != 2 {
		t.Errorf("178 has %d figures", n)
	}
}

// What a council's own sheet does not say is chosen beneath it: when “this quarter” is, and whose its indicators are.
func TestWhatASheetDoesNotSayIsChosen(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) { r.Committees = append(r.Committees, kpi.Committee{Name: "Highways"}) })
	m := c.sends(team, "", aFile("kpis.csv", "Ref,Measure,Unit,Good is,This quarter,Target\nP1,Potholes mended within ten days,%,High,91.5%,95%\nP2,Street lamps out,Number,Low,20,15\n"))
	m.says("Needed: ", "Choose it below.").saysNot("--")
	m = m.clicks("import_period", "Q3 2023/24").says("Q3 2023/24")
	m = m.clicks("import_committee", "Highways").says("Would add 2 indicators and 2 figures.", "“Ref” is the code").saysNot("Needed")
	m.clicks("import", "Import").says("Added 2 indicators and 2 figures.")
	r, err := c.store.Register(t.Context())
	must(t, err)
	at := slices.IndexFunc(r.Indicators, func(i kpi.Indicator) bool { return i.Code == "P1" })
	if at < 0 || r.Indicators[at].Committee != "Highways" || len(c.figures("P1")) != 1 {
		t.Errorf("P1 is not as the sheet says: %+v", r.Indicators)
	}
}

// A file that takes longer than its job may ends in a sentence that says what to do, and is not tried again, whatever
// the database calls the interruption.
func TestAFileThatTakesTooLong(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	dm := c.slack.DirectMessage(team)
	_, err := c.slack.SendFile(t.Context(), team, dm, "", "", aFile("figures.csv", figures178))
	must(t, err)
	ids, err := c.store.WaitingFiles(t.Context(), c.clock.Now())
	must(t, err)
	if len(ids) != 1 {
		t.Fatalf("%d files wait", len(ids))
	}
	db, err := sql.Open("postgres", c.dsn)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	inTheWay, err := db.BeginTx(t.Context(), nil)
	must(t, err)
	_, err = inTheWay.Exec(`LOCK TABLE figure_revisions`) // what is held cannot be read
	must(t, err)
	within, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if wait, err := c.chaser.WorkOnFiles(within, ids[0], c.clocks()); err != nil || wait != 0 {
		t.Fatalf("%v, again in %s", err, wait)
	}
	must(t, inTheWay.Rollback())
	c.worksOnFiles()
	c.since(team, dm, 1).says("figures.csv takes too long to be read and imported here, so nothing was changed.", "with chaser import, which takes as long as it needs").
		saysNot("went wrong", "Import figures.csv?")
	if ids, err := c.store.WaitingFiles(t.Context(), c.clock.Now().Add(time.Hour)); err != nil || len(ids) != 0 {
		t.Errorf("%d files are tried again: %v", len(ids), err)
	}
}

package bot

import (
	"testing"
	"time"

	"chaser/kpi"
	"chaser/register"
	"chaser/register/sheet"
	"chaser/store"
)

func shownFrom(t *testing.T, name, content string) shownImport {
	t.Helper()
	s := shownImport{
		files: store.SentFiles{ID: 7, Files: []store.FileName{{ID: "F0FILE", Name: name}}, SentAt: time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)},
		zone:  time.UTC, seal: "5ea1",
	}
	f := register.File{Name: name, Content: []byte(content)}
	if register.Recognised(f) {
		s.Reading = register.Read(f)
		return s
	}
	p, err := sheet.Read(f.Content, sheet.Options{Name: name, Held: kpi.Register{Committees: []kpi.Committee{{Name: "Highways"}, {Name: "Housing"}}}, Today: kpi.Date{Year: 2024, Month: 1, Day: 8}})
	if err != nil {
		t.Fatal(err)
	}
	s.proposal, s.Register = &p, p.Register
	return s
}

func TestImportMessages(t *testing.T) {
	t.Parallel()
	changes := []store.Change{
		{What: "added", Subject: "person U0NEW", Detail: "A & B <new>"}, {What: "added", Subject: "indicator 007", Detail: "Potholes mended"},
		{What: "changed", Subject: "indicator 178", Detail: "target 160 → 170"}, {What: "added", Subject: "figure 007 2023-24Q3", Detail: "91.5%"},
		{What: "added", Subject: "figure 178 2023-24Q3", Detail: "142"}, {What: "restated", Subject: "figure 176 2023-24Q2", Detail: "811 → 813, whose channel is told"},
	}
	own := shownFrom(t, "figures.csv", "indicator,period,value\n178,2023-24Q3,142\n")
	own.changes = changes
	own.doubts = []kpi.Remark{{Path: "figures.csv, row 2", Sentence: "142 is a hundredth of the last, 14,200"}}
	golden(t, "import_own", proposedMessage(own))
	golden(t, "import_done", importedMessage(own))
	own.again = true
	golden(t, "import_again", proposedMessage(own))
	own.changes = nil
	golden(t, "import_nothing", nothingNewMessage(own))
	for range 12 {
		own.faults = append(own.faults, kpi.Fault{Path: "figures.csv, row 2, value", Sentence: "“1,5” is not a plain number"})
	}
	golden(t, "import_faulty", faultyMessage(own))

	council := shownFrom(t, "kpis.csv", "Ref,Measure,Unit,Good is,This quarter,Last quarter,Target,Owner's view\n"+
		"P1,Potholes mended within ten days,%,High,91.5%,tbc,95%,fine\nP2,Street lamps out,Number,Low,20,18,15,-\n")
	council.choices = importChoices{periods: []kpi.Period{kpi.Quarter(2023, 3), kpi.Quarter(2023, 2)}, committees: []kpi.Committee{{Name: "Highways"}, {Name: "Housing"}}}
	golden(t, "import_sheet", proposedMessage(council))
	golden(t, "import_reading", readingMessage(council.files.Names()))
	golden(t, "import_expired", expiredMessage())
	golden(t, "import_too_long", tooLongMessage(council.files))
	golden(t, "import_unread", unreadMessage(council.files, false, "7f3a"))
}

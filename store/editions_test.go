package store

import (
	"strings"
	"testing"
)

// The editions of a report come with the latest first, and a file is kept only if its bytes are those that were
// announced, however alike: as many, or the same digest of fewer.
func TestReportEditionsAndTheirFiles(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	published := mustPublish(t, s, publishing(true))
	keepAReport(t, s, published.Publication.ID)
	second := ReportEdition{Committee: csmi, Period: quarter2, Number: 2, Publication: published.Publication.ID, Head: `{}`, Restated: "11:60", MadeAt: monday}
	content := "the cards again"
	file := ReportFile{Audience: "members", Format: "cards", Size: int64(len(content)), SHA256: sha256Of(content), MadeAt: monday}
	if _, err := s.KeepReportEdition(t.Context(), second, "digest of another", file, strings.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	all, err := s.ReportEditions(t.Context(), csmi, quarter2)
	if err != nil || len(all) != 2 || all[0].Number != 2 || all[1].Number != 1 {
		t.Fatalf("the editions are %+v, %v", all, err)
	}
	page := "a page"
	for what, f := range map[string]ReportFile{
		"other bytes, as many":      {Size: int64(len(page)), SHA256: sha256Of("a sage")},
		"the same, said to be more": {Size: int64(len(page)) + 1, SHA256: sha256Of(page)},
	} {
		f.Audience, f.Format, f.MadeAt = "members", "html", monday
		if kept, err := s.KeepReportFile(t.Context(), all[0], f, strings.NewReader(page)); err == nil {
			t.Errorf("%s: kept as %+v", what, kept)
		}
	}
	if _, found, err := s.ReportFile(t.Context(), all[0].ID, "members", "html"); found || err != nil {
		t.Errorf("what was refused is kept: %v %v", found, err)
	}
	auditWhole(t, s)
}

package press

import (
	"io"
	"strings"

	"chaser/kpi"
	"chaser/report"
	"chaser/report/docx"
	"chaser/report/html"
	"chaser/report/opendata"
	"chaser/report/xlsx"
)

// Format is a kind of file that a report is printed as.
type Format struct {
	Name  string // as it is asked for, and a file's ending
	write func(io.Writer, report.Report) error
}

// PDF is printed from the HTML, by a browser.
const PDF = "pdf"

// Formats are all of them.
var Formats = []Format{
	{"html", html.Write},
	{PDF, nil},
	{"docx", docx.Write},
	{"xlsx", xlsx.Write},
	{"csv", opendata.WriteCSV},
	{"json", opendata.WriteJSON},
}

// formatNamed finds a format; one that there is not is a refusal.
func formatNamed(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if strings.EqualFold(f.Name, name) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, kpi.Refuse("format", "There is no format “%s”. There are: %s.", kpi.Excerpt(name), strings.Join(names, ", "))
}

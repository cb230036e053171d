package sheet

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What a workbook keeps and nobody sees: hidden rows, and noughts that are shown as a dash.

var (
	rowForm    = regexp.MustCompile(`<row ([^>]*)>`)
	rowNumber  = regexp.MustCompile(`\br="(\d+)"`)
	hiddenForm = regexp.MustCompile(`\bhidden="(?:1|true)"`)

	noughtForm = regexp.MustCompile(`<c ([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>-?0(?:\.0*)?</v>`)
	cellName   = regexp.MustCompile(`\br="([A-Z]+\d+)"`)
	cellStyle  = regexp.MustCompile(`\bs="(\d+)"`)
	asWritten  = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`) // what a format writes as it stands, or not at all
)

// unseenRows are the rows of a sheet that are hidden, or filtered away.
func unseenRows(sheet []byte) map[int]bool {
	rows := map[int]bool{}
	for _, row := range rowForm.FindAllSubmatch(sheet, -1) {
		if at := rowNumber.FindSubmatch(row[1]); at != nil && hiddenForm.Match(row[1]) {
			n, _ := strconv.Atoi(string(at[1]))
			rows[n] = true
		}
	}
	return rows
}

// accounting are the formats that every workbook has and that show 0 as a dash.
var accounting = []int{41, 42, 43, 44}

// noughtStyles are the styles of cells that show 0 as a dash or not at all, as accountants' formats do: the third part
// of their format, which is that of 0, has no place for a digit.
func noughtStyles(styles []byte) map[int]bool {
	var said struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	_ = xml.Unmarshal(styles, &said) // what is broken, excelize says
	dashed := map[int]bool{}
	for _, id := range accounting {
		dashed[id] = true
	}
	for _, f := range said.Formats {
		parts := strings.Split(asWritten.ReplaceAllString(f.Code, ""), ";")
		dashed[f.ID] = len(parts) > 2 && !strings.ContainsAny(parts[2], "0#") // ? is a space where there is no digit
	}
	found := map[int]bool{}
	for n, s := range said.Styles {
		if dashed[s.Format] {
			found[n] = true
		}
	}
	return found
}

// shownNoughts are the cells of a sheet that keep 0 in one of these styles, by row and column.
func shownNoughts(sheet []byte, styles map[int]bool) (cells [][2]int) {
	if len(styles) == 0 {
		return nil
	}
	for _, c := range noughtForm.FindAllSubmatch(sheet, -1) {
		name, style := cellName.FindSubmatch(c[1]), cellStyle.FindSubmatch(c[1])
		if name == nil || style == nil {
			continue
		}
		if n, _ := strconv.Atoi(string(style[1])); !styles[n] {
			continue
		}
		if column, row, err := excelize.CellNameToCoordinates(string(name[1])); err == nil {
			cells = append(cells, [2]int{row, column})
		}
	}
	return cells
}

// markNoughts leaves out each 0 that is shown as a dash: it may be nought, or a quarter that is yet to come.
func (p *part) markNoughts(g *grid) {
	for _, at := range p.dashes {
		row, column := at[0], at[1]
		if row > len(g.rows) || column > len(g.rows[row-1]) {
			continue
		}
		c := &g.rows[row-1][column-1]
		if c.number != nil && c.number.IsZero() {
			c.number, c.text = nil, "-"
			c.problem = "0 is kept there and a dash is shown, which may be nought or nothing yet; show it as 0 where it is nought"
		}
	}
}

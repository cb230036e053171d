package workbook

import "github.com/xuri/excelize/v2"

// Style is how a cell looks.
type Style struct {
	Format string // of a number or a day, as spreadsheets write it; empty: as it comes
	Fill   string // a background, as six hexadecimal digits
	Bold   bool
	Wrap   bool // a long text goes on in a line below

	right bool // set to the right, as what is reckoned with is
}

const (
	headingFill = "F3F2F1"
	textFormat  = "@" // what is typed over a text stays one
	dayFormat   = "d mmmm yyyy"
)

// forKind is the style with the format that a kind of cell has where none is asked for.
func (s Style) forKind(k kind) Style {
	s.right = k == number || k == day
	switch {
	case k == text:
		s.Format = textFormat
	case k == day && s.Format == "":
		s.Format = dayFormat
	}
	return s
}

func (b *Book) style(s Style) (int, error) {
	if id, ok := b.styles[s]; ok {
		return id, nil
	}
	side := "left"
	if s.right {
		side = "right"
	}
	style := &excelize.Style{
		Font:      &excelize.Font{Family: "Arial", Size: 10, Bold: s.Bold},
		Alignment: &excelize.Alignment{Vertical: "top", Horizontal: side, Indent: 1, WrapText: s.Wrap},
	}
	if s.Format != "" {
		style.CustomNumFmt = &s.Format
	}
	if s.Fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Fill}}
	}
	id, err := b.file.NewStyle(style)
	if err == nil {
		b.styles[s] = id
	}
	return id, err
}

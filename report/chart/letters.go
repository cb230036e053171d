package chart

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The letters are those of the Go font, which golang.org/x/image carries under its own licence: a machine that prints
// needs no font, and prints the same.
var letters = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(goregular.TTF) })

// text is a line of words that was set: its outline from the left end of its foot, and how wide it is.
type text struct {
	outline path
	wide    int
}

func setText(words string, tall int) (text, error) {
	face, err := letters()
	if err != nil {
		return text{}, fmt.Errorf("chart: reading the font: %w", err)
	}
	var t text
	var b sfnt.Buffer
	size := fixed.Int26_6(tall) //nolint:gosec // a letter's height in 64ths of a pixel
	for _, r := range words {
		glyph, err := face.GlyphIndex(&b, r)
		if err != nil {
			return text{}, fmt.Errorf("chart: finding %q: %w", r, err)
		}
		outline, err := face.LoadGlyph(&b, glyph, size, nil)
		if err != nil {
			return text{}, fmt.Errorf("chart: drawing %q: %w", r, err)
		}
		t.add(outline)
		advance, err := face.GlyphAdvance(&b, glyph, size, font.HintingNone)
		if err != nil {
			return text{}, fmt.Errorf("chart: measuring %q: %w", r, err)
		}
		t.wide += int(advance)
	}
	return t, nil
}

func (t *text) add(outline sfnt.Segments) {
	place := func(p fixed.Point26_6) point { return point{int(p.X) + t.wide, int(p.Y)} }
	for _, s := range outline {
		end := len(t.outline) - 1
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			t.outline = append(t.outline, []point{place(s.Args[0])})
		case sfnt.SegmentOpLineTo:
			t.outline[end] = append(t.outline[end], place(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			line := t.outline[end]
			t.outline[end] = curve(line, line[len(line)-1], place(s.Args[0]), place(s.Args[1]))
		case sfnt.SegmentOpCubeTo: // the font has none: its outlines are TrueType's
			t.outline[end] = append(t.outline[end], place(s.Args[2]))
		}
	}
}

// at is the outline moved to a place.
func (t text) at(x, y int) path {
	moved := make(path, len(t.outline))
	for n, contour := range t.outline {
		for _, p := range contour {
			moved[n] = append(moved[n], point{p.x + x, p.y + y})
		}
	}
	return moved
}

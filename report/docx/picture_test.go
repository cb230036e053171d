package docx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/report/chart"
	"chaser/report/reporttest"
)

// Every trend that can be drawn is a picture under its heading, which says in words what it shows and is followed
// by its table; python-docx finds the picture's file by its relationship.
func TestEachTrendIsAPictureWithItsTable(t *testing.T) {
	t.Parallel()
	r := reporttest.Everything(t)
	var want []string
	for c, err := range r.Cards {
		check(t, err)
		if d := chart.Of(c); d != nil {
			want = append(want, c.Code+": "+d.Label)
		}
	}
	if len(want) < 15 {
		t.Fatalf("only %d trends can be drawn", len(want))
	}
	d := opened(t, "everything", r)
	var got []string
	ids := map[string]bool{}
	for n, p := range d.Body {
		if p.Paragraph == nil || len(p.Paragraph.Pictures) == 0 {
			continue
		}
		pic := p.Paragraph.Pictures[0]
		got = append(got, strings.TrimPrefix(pic.Name, "Trend of ")+": "+pic.Alternative)
		if ids[pic.ID] || ids[pic.File] {
			t.Errorf("%s stands twice", pic.File)
		}
		ids[pic.ID], ids[pic.File] = true, true
		if pic.Type != "image/png" || pic.Across != chart.Width*chart.Scale || pic.Down != chart.PictureHeight*chart.Scale {
			t.Errorf("%s is %s of %d×%d", pic.File, pic.Type, pic.Across, pic.Down)
		}
		if off := pic.Wide*pic.Down - pic.Tall*pic.Across; off < -2*pic.Wide || off > 2*pic.Wide {
			t.Errorf("%s is squeezed: %d×%d", pic.File, pic.Wide, pic.Tall)
		}
		before, caption, after := d.Body[n-1].Paragraph, d.Body[n+1].Paragraph, d.Body[n+2].Table
		if before == nil || before.Text != "Trend" || caption == nil || caption.Style != "Caption" || after == nil {
			t.Errorf("%s does not stand between its heading and its table", pic.Name)
			continue
		}
		if !strings.HasPrefix(pic.Alternative, caption.Text) || len(after.Rows) < 3 {
			t.Errorf("%s: %q stands over %q with %d rows", pic.Name, pic.Alternative, caption.Text, len(after.Rows))
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// The pictures in the file are, byte by byte, those of the cards, in their order.
func TestPicturesAreThoseOfTheCards(t *testing.T) {
	t.Parallel()
	r := reporttest.Everything(t)
	whole := bytesOf(t, r)
	file, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	check(t, err)
	var found [][]byte
	for _, part := range file.File {
		if strings.HasPrefix(part.Name, "word/media/") {
			content, err := part.Open()
			check(t, err)
			picture, err := io.ReadAll(content)
			check(t, err)
			found = append(found, picture)
		}
	}
	for c, err := range r.Cards {
		check(t, err)
		d := chart.Of(c)
		if d == nil {
			continue
		}
		var want bytes.Buffer
		check(t, d.WritePNG(&want))
		if len(found) == 0 || !bytes.Equal(found[0], want.Bytes()) {
			t.Fatalf("the picture of %s is not the next in the file", c.Code)
		}
		found = found[1:]
	}
	if len(found) > 0 {
		t.Errorf("%d pictures are of no card", len(found))
	}
}

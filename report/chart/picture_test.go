package chart_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chaser/report"
	"chaser/report/chart"
	"chaser/report/reporttest"
)

func drawn(t testing.TB, d *chart.Chart) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.WritePNG(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decoded(t testing.TB, file []byte) image.Image {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func charts(t testing.TB, r report.Report) map[string]*chart.Chart {
	t.Helper()
	all := map[string]*chart.Chart{}
	for c, err := range r.Cards {
		if err != nil {
			t.Fatal(err)
		}
		if d := chart.Of(c); d != nil {
			all[c.Code] = d
		}
	}
	return all
}

// pixelsOf is the digest of what a picture shows, whatever packed it.
func pixelsOf(t testing.TB, picture image.Image) string {
	t.Helper()
	sum := sha256.New()
	box := picture.Bounds()
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			_, _ = sum.Write([]byte{byte(r), byte(g), byte(b)}) // a hash never fails to be written
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// Every pixel is what it was, on every machine: a picture stands in reports that are the same for ever. CHASER_REPORTS
// names a folder to keep the pictures in, to look at them before a digest here is changed.
func TestPixels(t *testing.T) {
	t.Parallel()
	all := charts(t, reporttest.Everything(t))
	for code, want := range map[string]string{"FIN-1": "1fc4ef3b8de19058", "OCC": "a1260a6b56b7b20f", "SKL3": "5b5d7b50b3d8cfcd", "175": "8e1c369f2d960df3"} {
		file := drawn(t, all[code])
		if dir := os.Getenv("CHASER_REPORTS"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "trend-"+code+".png"), file, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := pixelsOf(t, decoded(t, file)); got != want {
			t.Errorf("the picture of %s is %s, want %s", code, got, want)
		}
		if again := drawn(t, all[code]); !bytes.Equal(file, again) {
			t.Errorf("%s came out as other bytes", code)
		}
		if len(file) > 20_000 {
			t.Errorf("%s takes %d bytes", code, len(file))
		}
	}
}

// Each figure's mark stands in its rating's colour at its place, and the legend has a shape for each rating.
func TestMarksStandAtTheirFigures(t *testing.T) {
	t.Parallel()
	colours := map[string]color.RGBA{
		"Red": {0xb3, 0x14, 0x0a, 0xff}, "Amber": {0x8a, 0x53, 0x00, 0xff}, "Green": {0x00, 0x60, 0x3b, 0xff}, "Blue": {0x1d, 0x4f, 0x8c, 0xff},
		"Plain": {0xff, 0xff, 0xff, 0xff}, // a ring
	}
	seen := map[string]bool{}
	for code, d := range charts(t, reporttest.Everything(t)) {
		picture := decoded(t, drawn(t, d))
		for n, m := range d.Marks {
			x, _ := m.X.Float64()
			y, _ := m.Y.Float64()
			want := colours[chart.Kind(m.Rating)]
			seen[chart.Kind(m.Rating)] = true
			if got := color.RGBAModel.Convert(picture.At(int(x*chart.Scale), int(y*chart.Scale))); got != want {
				t.Errorf("%s: mark %d, %s, is %v, want %v", code, n, m.Rating, got, want)
			}
			if want == colours["Plain"] {
				continue
			}
			legend := false
			for at := range picture.Bounds().Dx() {
				legend = legend || color.RGBAModel.Convert(picture.At(at, 230*chart.Scale)) == want
			}
			if !legend {
				t.Errorf("%s: the legend has no shape for %s", code, m.Rating)
			}
		}
	}
	if len(seen) != 5 {
		t.Errorf("only %v were drawn", seen)
	}
}

// In grey, what a colour tells is still told: by a word beside each zone and an edge between two of them.
func TestZonesHaveEdges(t *testing.T) {
	t.Parallel()
	d := charts(t, reporttest.Everything(t))["OCC"]
	picture := decoded(t, drawn(t, d))
	grey := func(x, y int) int { return int(color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y) }
	edges := 0
	for _, z := range d.Zones {
		at, _ := z.Top.Float64()
		if at <= chart.Top {
			continue
		}
		edges++
		y := int(at * chart.Scale)
		around := []int{grey((chart.Left+3)*chart.Scale, y-4), grey((chart.Left+3)*chart.Scale, y+4)}
		if dark := min(grey((chart.Left+3)*chart.Scale, y-1), grey((chart.Left+3)*chart.Scale, y)); dark > slices.Min(around)-80 {
			t.Errorf("the edge of %s is %d among %v", z.Rating, dark, around)
		}
	}
	if edges != 4 {
		t.Errorf("%d edges, want 4: Red, Amber, Green, Amber, Red", edges)
	}
}

func TestLabelTellsTheEnds(t *testing.T) {
	t.Parallel()
	d := charts(t, reporttest.Everything(t))["OCC"]
	if want := "Trend of OCC: Q3 2021/22 to Q2 2023/24. From 71.0% (Green) to 64.0% (Red). The table below has every figure."; d.Label != want {
		t.Errorf("the label is %q, want %q", d.Label, want)
	}
}

// The figures, the target and the names of a long history stay inside the picture.
func TestNothingIsCutOff(t *testing.T) {
	t.Parallel()
	for code, d := range charts(t, reporttest.Many(t, 19, 32)) {
		picture := decoded(t, drawn(t, d))
		box := picture.Bounds()
		for y := range box.Dy() {
			for _, x := range []int{0, box.Dx() - 1} {
				if r, g, b, _ := picture.At(x, y).RGBA(); r&g&b != 0xffff {
					t.Fatalf("%s: something reaches the side at %d", code, y)
				}
			}
		}
		for x := range box.Dx() {
			if r, g, b, _ := picture.At(x, box.Dy()-1).RGBA(); r&g&b != 0xffff {
				t.Fatalf("%s: something reaches the foot at %d", code, x)
			}
		}
		if strings.Contains(d.Label, "(No data)") {
			t.Errorf("%s: %s", code, d.Label)
		}
	}
}

func BenchmarkWritePNG(b *testing.B) {
	d := charts(b, reporttest.Many(b, 1, 32))["K1"]
	b.ReportAllocs()
	for b.Loop() {
		drawn(b, d)
	}
}

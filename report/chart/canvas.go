package chart

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"slices"
)

// canvas is drawn on with whole numbers alone: a path's places are in 64ths of a pixel. The rasterisers that we could
// have used reckon with floats, whose last digits differ between processors.
type canvas struct{ *image.RGBA }

const (
	sub   = 64 // a pixel's parts, as fixed.Int26_6 has them
	lines = 4  // a pixel row's scanlines
	tones = 8  // of a pixel that a path covers in part; more would not fit a palette
)

type (
	point struct{ x, y int }
	path  [][]point // closed contours; what winds to other than nothing is inside
)

func newCanvas(width, height int) *canvas {
	c := &canvas{image.NewRGBA(image.Rect(0, 0, width, height))}
	for n := range c.Pix {
		c.Pix[n] = 0xff
	}
	return c
}

type crossing struct{ x, winds int }

// fill paints what is inside a path.
func (c *canvas) fill(p path, with color.RGBA) {
	box := c.box(p)
	covered := make([]int, box.Dx()+1)
	var at []crossing
	for row := box.Min.Y; row < box.Max.Y; row++ {
		clear(covered)
		for line := range lines {
			y := row*sub + (2*line+1)*sub/(2*lines)
			at = p.crossings(y, at[:0])
			winds := 0
			for n, x := range at {
				if winds != 0 {
					cover(covered, at[n-1].x-box.Min.X*sub, x.x-box.Min.X*sub)
				}
				winds += x.winds
			}
		}
		for n := range box.Dx() {
			c.blend(box.Min.X+n, row, with, (covered[n]*tones+lines*sub/2)/(lines*sub))
		}
	}
}

// box is the pixels that a path touches.
func (c *canvas) box(p path) image.Rectangle {
	var box image.Rectangle
	for _, contour := range p {
		for _, at := range contour {
			box = box.Union(image.Rect(at.x/sub-1, at.y/sub-1, at.x/sub+2, at.y/sub+2))
		}
	}
	return box.Intersect(c.Bounds())
}

// crossings are where a line goes in and out, from the left.
func (p path) crossings(y int, into []crossing) []crossing {
	for _, contour := range p {
		for n, a := range contour {
			b, winds := contour[(n+1)%len(contour)], 1
			if a.y > b.y {
				a, b, winds = b, a, -1
			}
			if a.y <= y && y < b.y {
				along := int64(b.x-a.x) * int64(y-a.y) / int64(b.y-a.y)
				into = append(into, crossing{a.x + int(along), winds})
			}
		}
	}
	slices.SortFunc(into, func(a, b crossing) int { return a.x - b.x })
	return into
}

// cover adds how much of each pixel lies between two places of a line.
func cover(covered []int, from, to int) {
	from, to = max(from, 0), min(to, (len(covered)-1)*sub)
	for from < to {
		end := min((from/sub+1)*sub, to)
		covered[from/sub] += end - from
		from = end
	}
}

func (c *canvas) blend(x, y int, with color.RGBA, tone int) {
	if tone == 0 {
		return
	}
	was := c.RGBAAt(x, y)
	mix := func(from, to uint8) uint8 { return uint8((int(from)*(tones-tone) + int(to)*tone) / tones) } //nolint:gosec // between two bytes
	c.SetRGBA(x, y, color.RGBA{mix(was.R, with.R), mix(was.G, with.G), mix(was.B, with.B), 0xff})
}

// write encodes what was drawn as PNG: with a palette, in the order in which colours are met, where it holds them all.
func (c *canvas) write(w io.Writer) error {
	flat := image.NewPaletted(c.Bounds(), nil)
	known := map[color.RGBA]uint8{}
	var last color.RGBA // most pixels are like the one before
	var at uint8
	for n := range flat.Pix {
		colour := color.RGBA{c.Pix[4*n], c.Pix[4*n+1], c.Pix[4*n+2], 0xff}
		if colour != last {
			var ok bool
			if at, ok = known[colour]; !ok {
				if len(flat.Palette) == 256 {
					return png.Encode(w, c.RGBA)
				}
				at = uint8(len(flat.Palette)) //nolint:gosec // below 256
				known[colour], flat.Palette = at, append(flat.Palette, colour)
			}
			last = colour
		}
		flat.Pix[n] = at
	}
	return png.Encode(w, flat)
}

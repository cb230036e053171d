package chart

// rectangle is a path round what lies between two corners.
func rectangle(left, top, right, bottom int) path {
	return path{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}
}

// shape is the path of a rating's mark around a place; its half size is r. HTML's page has the same shapes.
func shape(kind string, at point, r int) path {
	part := func(x, y int) point { return point{at.x + x*r/12, at.y + y*r/12} }
	switch kind {
	case "Red":
		return path{{part(0, -12), part(12, 0), part(0, 12), part(-12, 0)}}
	case "Amber":
		return path{{part(0, -11), part(12, 10), part(-12, 10)}}
	case "Blue":
		return path{{part(-10, -10), part(10, -10), part(10, 10), part(-10, 10)}}
	}
	return circle(at, r*11/12)
}

// circle is made of eight curves, each bent by the tangent of an eighth of a right angle's double.
func circle(at point, r int) path {
	const whole, tangent, diagonal = 10000, 4142, 7071
	on := [...]point{{whole, 0}, {diagonal, diagonal}, {0, whole}, {-diagonal, diagonal}, {-whole, 0}, {-diagonal, -diagonal}, {0, -whole}, {diagonal, -diagonal}}
	off := [...]point{{whole, tangent}, {tangent, whole}, {-tangent, whole}, {-whole, tangent}, {-whole, -tangent}, {-tangent, -whole}, {tangent, -whole}, {whole, -tangent}}
	placed := func(p point) point { return point{at.x + p.x*r/whole, at.y + p.y*r/whole} }
	var round []point
	for n := range on {
		round = curve(round, placed(on[n]), placed(off[n]), placed(on[(n+1)%len(on)]))
	}
	return path{round}
}

// curve adds a quadratic curve as short lines.
func curve(to []point, from, by, until point) []point {
	const parts = 6
	for t := 1; t <= parts; t++ {
		s := parts - t
		to = append(to, point{
			(s*s*from.x + 2*s*t*by.x + t*t*until.x) / (parts * parts),
			(s*s*from.y + 2*s*t*by.y + t*t*until.y) / (parts * parts),
		})
	}
	return to
}

// stroke is a line as wide as said, as the path around it.
func stroke(a, b point, wide int) path {
	dx, dy := b.x-a.x, b.y-a.y
	long := root(int64(dx)*int64(dx) + int64(dy)*int64(dy))
	if long == 0 {
		return nil
	}
	x, y := -dy*wide/(2*long), dx*wide/(2*long)
	return path{{{a.x + x, a.y + y}, {b.x + x, b.y + y}, {b.x - x, b.y - y}, {a.x - x, a.y - y}}}
}

// root is the whole part of a square root.
func root(of int64) int {
	if of < 2 {
		return int(of)
	}
	at := of
	for next := (at + 1) / 2; next < at; next = (at + of/at) / 2 {
		at = next
	}
	return int(at)
}

// dashes parts a way along lines that run straight across or down into dashes of a length, with gaps.
func dashes(way []point, dash, gap int) (all [][2]point) {
	gone := 0 // of the dash or the gap that is under way
	drawing := true
	for n := 1; n < len(way); n++ {
		at, end := way[n-1], way[n]
		for at != end {
			left := dash - gone
			if !drawing {
				left = gap - gone
			}
			next := toward(at, end, left)
			if drawing {
				all = append(all, [2]point{at, next})
			}
			if moved := abs(next.x-at.x) + abs(next.y-at.y); moved < left {
				gone += moved
			} else {
				gone, drawing = 0, !drawing
			}
			at = next
		}
	}
	return all
}

func toward(from, to point, by int) point {
	step := func(a, b int) int { return max(a-by, min(a+by, b)) }
	return point{step(from.x, to.x), step(from.y, to.y)}
}

func abs(n int) int { return max(n, -n) }

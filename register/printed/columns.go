package printed

import "slices"

// inReadingOrder parts what stands side by side on a page: two cards, or a card's description beside its commentary.
// The left comes before the right.
func inReadingOrder(lines []line) []line {
	var ordered []line
	for n := 0; n < len(lines); {
		if from, at, end, ok := cardsBeside(lines, n, len(ordered), ordered); ok {
			region := append(slices.Clone(ordered[from:]), lines[n:end]...)
			ordered = append(ordered[:from], parted(region, at)...)
			n = end
			continue
		}
		if at, end, ok := textsBeside(lines, n); ok {
			ordered = append(ordered, parted(lines[n:end], at)...)
			n = end
			continue
		}
		ordered = append(ordered, lines[n])
		n++
	}
	return ordered
}

// parted is the lines' left parts, then their right parts.
func parted(lines []line, at int) []line {
	left, right := make([]line, 0, 2*len(lines)), make([]line, 0, len(lines))
	for _, l := range lines {
		a, b := l, l
		a.cells, b.cells = nil, nil
		for _, c := range l.cells {
			if c.from < at {
				a.cells = append(a.cells, c)
			} else {
				b.cells = append(b.cells, c)
			}
		}
		left, right = append(left, a), append(right, b)
	}
	right = append([]line{{page: lines[0].page, number: lines[0].number}}, right...)
	return append(left, right...)
}

// crosses reports whether words of the line stand on both sides of a place without a gap there.
func (l line) crosses(at int) bool {
	for _, c := range l.cells {
		if c.from < at && c.to > at {
			return true
		}
	}
	return false
}

// cardsBeside finds two cards side by side: one line names an item twice. from is how many of the ordered lines belong
// to them already, their titles; at is the place between them.
func cardsBeside(lines []line, n, before int, ordered []line) (from, at, end int, ok bool) {
	if at = twice(lines, n); at == 0 {
		return 0, 0, 0, false
	}
	for end = n + 1; end < len(lines); end++ {
		l := lines[end]
		if l.page != lines[n].page || l.crosses(at) {
			break
		}
		if h, single := headerAt(lines, end); single && twice(lines, end) == 0 && !h.upright && lastOf(h.labels).to > at && h.labels[0].from < at {
			break
		}
	}
	from = before
	for back := before - 1; back >= 0 && before-back <= 6; back-- {
		if ordered[back].page != lines[n].page || ordered[back].crosses(at) {
			break
		}
		if !ordered[back].blank() {
			from = back
		}
	}
	return from, at, end, true
}

func lastOf(labels []label) label { return labels[len(labels)-1] }

// twice is where the second of two cards begins whose labels stand in one line; 0 where there is but one.
func twice(lines []line, n int) int {
	if h, ok := headerAt(lines, n); ok && !h.upright {
		return secondOf(h.labels)
	}
	var labels []label
	for at, c := range lines[n].cells {
		if p, _, ok := pairAt(lines[n].cells, at); ok {
			p.label.from, p.label.to = c.from, c.to
			labels = append(labels, p.label)
		}
	}
	if len(labels) < 2 || !labels[0].item.figures() {
		return 0
	}
	return secondOf(labels)
}

func secondOf(labels []label) int {
	for n, l := range labels {
		if n > 0 && l.item == labels[0].item && l.when == labels[0].when && (l.item.figures() || l.item == title) {
			return l.from
		}
	}
	return 0
}

// textsBeside finds a line that heads two texts side by side. The place between them is where the fewest lines have
// words, as headings are often centred over their texts.
func textsBeside(lines []line, n int) (at, end int, ok bool) {
	if !headsTwo(lines[n]) {
		return 0, 0, false
	}
	end = endOfTexts(lines, n+1)
	at, _ = gutter(lines[n:end], lines[n].cells[0].to, lines[n].cells[1].from)
	for m := n + 1; m < end; m++ {
		if lines[m].crosses(at) {
			end = m
		}
	}
	for end < len(lines) && lines[end].page != lines[end-1].page {
		next, ok := overThePage(lines, end, at)
		if !ok {
			break
		}
		end = next
	}
	return at, end, true
}

// endOfTexts is where texts side by side end that go on at a line: with the page, or with other headings.
func endOfTexts(lines []line, n int) int {
	for end := n; end < len(lines); end++ {
		if lines[end].page != lines[n].page {
			return end
		}
		if _, header := headerAt(lines, end); header || headsTwo(lines[end]) || titled(lines[end].text()) {
			return end
		}
	}
	return len(lines)
}

// shift is how far the columns of one page may stand from where they stood on the one before.
const shift = 15

// overThePage finds that two texts side by side go on at the top of a page, and moves that page's columns to where they
// stood before.
func overThePage(lines []line, n, at int) (end int, ok bool) {
	if at >= apart {
		return 0, false
	}
	end = endOfTexts(lines, n)
	here, crossed := gutter(lines[n:end], max(at-shift, 0), at+shift)
	beside := false
	for _, l := range lines[n:end] {
		beside = beside || len(l.cells) > 1 && l.cells[0].to <= here && l.cells[1].from >= here
	}
	if !beside || crossed > 0 {
		return 0, false
	}
	for m := n; m < end; m++ {
		for k, c := range lines[m].cells {
			if c.from >= here {
				lines[m].cells[k].from, lines[m].cells[k].to = c.from+at-here, c.to+at-here
			} else {
				lines[m].cells[k].from, lines[m].cells[k].to = min(c.from, at-1), min(c.to, at)
			}
		}
	}
	return end, true
}

func headsTwo(l line) bool {
	if len(l.cells) < 2 {
		return false
	}
	for _, c := range l.cells {
		if found, ok := labelOf(c.text); !ok || !found.item.prose() && found.item != rating {
			return false
		}
	}
	return true
}

// widest is how far apart two headings may stand for every place between them to be tried.
const widest = 400

// gutter is the place in (from, to] that the fewest lines' words cover, as far right as may be, and how many do.
func gutter(lines []line, from, to int) (at, fewest int) {
	if to-from > widest {
		return to, 0
	}
	covered := make([]int, to-from+2)
	for _, l := range lines {
		for _, c := range l.cells {
			// A place p is covered where c.from < p < c.to.
			first, past := max(c.from+1, from), min(c.to, to+1)
			if first < past {
				covered[first-from]++
				covered[past-from]--
			}
		}
	}
	sum := 0
	at, fewest = to, 1<<62
	for p := range to - from + 1 {
		sum += covered[p]
		if p > 0 && sum <= fewest {
			at, fewest = from+p, sum
		}
	}
	return at, fewest
}

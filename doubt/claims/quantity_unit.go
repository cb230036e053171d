package claims

func (q *quantity) readScale(ts []token, at int) int {
	w := word(ts, at)
	by, ok := scales[w]
	if !ok || by == 100 && !q.inWords || len(w) <= 2 && !ts[at].joined && q.unit != money || q.inWords {
		return at
	}
	q.value.Mul(q.value, whole(by))
	q.step.Mul(q.step, whole(by))
	q.round = false
	q.scaled = true
	return at + 1
}

// readUnit reads %, per cent, percentage points, days, year-olds.
func (q *quantity) readUnit(ts []token, at int) int {
	i := at
	if mark(ts, i) == "-" && ts[i].joined && i+1 < len(ts) && ts[i+1].joined {
		if timeUnits[word(ts, i+1)] || word(ts, i+1) == "point" {
			q.noise = q.inWords // the six-week limit
			i++
		}
	}
	isPoints := func(w string) bool { return w == "point" || w == "points" || w == "pts" || w == "pt" }
	switch w := textAt(ts, i); {
	case w == "%" || w == "percent" || w == "pc" || w == "pct" || w == "percentage" && isPoints(word(ts, i+1)) || w == "per" && word(ts, i+1) == "cent":
		q.unit = percent
		if w == "per" {
			i++
		}
		i++
		if w == "percentage" || isPoints(word(ts, i)) {
			q.unit = points
			i++
		}
		if mark(ts, i) == "-" && isPoints(word(ts, i+1)) {
			q.unit = points
			i += 2
		}
		return i
	case w == "of" && word(ts, i+1) == "a" && (word(ts, i+2) == "point" || word(ts, i+2) == "percentage" && word(ts, i+3) == "point") && q.unit == plain:
		q.unit = points // 0.17 of a point
		if word(ts, i+2) == "percentage" {
			i++
		}
		return i + 3
	case w == "ppt" || w == "ppts" || w == "pp" || w == "pps":
		q.unit = points
		return i + 1
	case w == "st" || w == "nd" || w == "rd" || w == "th":
		if ts[i].joined && i == at {
			q.noise = true
			return i + 1
		}
	case isPoints(w) && q.unit == plain:
		q.unit, q.bare = points, true
		return i + 1
	case timeUnits[w] && q.unit == plain:
		q.unit, q.of = length, measureOf(w)
		q.measure = measures[w]
		return i + 1
	case timeAdjectives[w] && timeUnits[word(ts, i+1)] && q.unit == plain:
		q.unit, q.of = length, measureOf(word(ts, i+1))
		return i + 2
	case w == "p" && ts[i].joined && i == at && !q.inWords && q.unit == plain: // pence
		q.value.Quo(q.value, hundred)
		q.step.Quo(q.step, hundred)
		q.unit, q.round = money, false
		return i + 1
	case w == "t" && !q.inWords && q.unit == plain:
		q.unit, q.of, q.measure = length, "tonnes", true
		return i + 1
	case w == "+" && ts[i].joined && i+1 < len(ts) && ts[i+1].joined && ts[i+1].kind == digitsToken:
		return at // 31+30
	case (w == "+" || w == "s") && ts[i].joined:
		q.noise = true
		return i + 1
	case i < len(ts) && ts[i].kind == wordToken && ts[i].joined && i == at && !q.inWords:
		q.noise = true // 2a, 30mph
		return i + 1
	}
	return at
}

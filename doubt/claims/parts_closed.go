package claims

// bracketed reads “65 self-referrals (31 from here, 30 from there and 4 unknown)” and “73 measures: 41 green, 15
// amber”.
func (r *reading) bracketed(list []int) (parts, bool) {
	for i := 0; i+2 < len(list); i++ {
		open := 0
		for n := list[i] + 1; n < list[i+1]; n++ {
			switch it := r.items[n]; {
			case it.text == "(", it.text == ":", it.text == "–", it.text == "-" && n > list[i]+1:
				open = n
			case openers[it.text]:
				open = n
			case it.text == ",", it.text == ";", it.text == ")":
				open = 0
			}
		}
		if open == 0 || list[i+1]-open > 3 || r.labelledMember(list[i]) {
			continue
		}
		end := len(list)
		if r.items[open].text == "(" {
			end = i + 1
			for end < len(list) && r.items[list[end]].depth > r.items[list[i]].depth {
				end++
			}
			if !r.fills(open, list[i+1:end]) {
				continue
			}
		}
		if end-i-1 >= 2 {
			return parts{whole: r.wholeOfList(list[:i+1], list[i+1:end]), list: list[i+1 : end], closed: true, told: true}, true
		}
	}
	return parts{}, false
}

// fills reports whether brackets hold a list and nothing else: every part is parted by a comma or “and” from the next.
func (r *reading) fills(open int, list []int) bool {
	for i := 1; i < len(list); i++ {
		parted := false
		for n := list[i-1] + 1; n < list[i]; n++ {
			it := r.items[n]
			if it.text == "," || it.text == ";" || it.text == "and" || it.text == "&" || it.text == "plus" {
				parted = true
			}
			if it.text == "of" && n == list[i]-1 || it.text == "out" || it.w != nil {
				return false
			}
		}
		if !parted {
			return false
		}
	}
	return true
}

// oppositesEnd reports whether a list of two, or of the whole and two, ends in the two parts of one whole: “19 from
// primary and 45 from secondary schools”.
func (r *reading) oppositesEnd(list []int) bool {
	for _, pair := range opposites {
		if n := len(list); n >= 2 && n <= 3 && r.oppose(list[n-2], list[n-1], pair) {
			return true
		}
	}
	return false
}

func (r *reading) closes(s sentence, list []int) bool {
	if r.oppositesEnd(list) {
		return true
	}
	if lead := r.wordAt(list[0] - 2); r.wordAt(list[0]-1) == "of" && (lead == "consist" || lead == "consists" || lead == "up") {
		return true // they consist of 3,105 tonnes from gas and 1,967 from electricity
	}
	if r.othersBehind(s, list[len(list)-1]) {
		return false
	}
	for n := max(s.from, list[0]-3); n < s.to; n++ {
		if closers[r.wordAt(n)] && r.wordAt(n-1) != "from" { // “from outside the county” is where they come from
			return true
		}
	}
	return false
}

// oppose reports whether the words behind two numbers that “and” joins name the two parts of one whole.
func (r *reading) oppose(a, b int, pair [2]map[string]bool) bool {
	if b-a > 7 || !r.hasWord(a+1, b, andWord) {
		return false
	}
	behind := min(len(r.items), b+5)
	return r.hasWord(a+1, b, pair[0]) && r.hasWord(b+1, behind, pair[1]) || r.hasWord(a+1, b, pair[1]) && r.hasWord(b+1, behind, pair[0])
}

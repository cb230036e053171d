package claims

// goesOnFrom reports whether a sentence goes on about the one before: “This gave”, “This is”, “Resulting in”.
func (r *reading) goesOnFrom(s sentence) bool {
	w := r.wordAt(s.from)
	return w == "this" || w == "that" || w == "which" || w == "resulting" || w == "giving" || w == "leaving" || w == "these" || w == "so" || w == "therefore"
}

// ofOneService reports whether an amount is said to be of something: “in adult care”, “on agency staff”.
func (r *reading) ofOneService(n int) bool {
	switch r.wordAt(n + 1) {
	case "in", "on", "within", "across", "for", "by", "of", "at", "from":
		return n+2 < len(r.items) && r.items[n+2].w == nil
	}
	return false
}

package kpi

import (
	"fmt"
	"strings"
)

// lostLetters remarks on texts with the character that stands for a letter which some program could not read.
func (c *remarking) lostLetters(r Register) {
	look := func(path, text string) {
		if at := strings.IndexRune(text, '�'); at >= 0 {
			from := max(strings.LastIndexByte(text[:at], '\n')+1, 0)
			c.add(path, "has � in it, which stands for a letter that was lost: “%s”; write it again", Excerpt(text[from:]))
		}
	}
	for n, p := range r.People {
		look(fmt.Sprintf("people[%d].name", n), p.Name)
	}
	for n, k := range r.Committees {
		look(fmt.Sprintf("committees[%d].name", n), k.Name)
	}
	for n, i := range r.Indicators {
		path := fmt.Sprintf("indicators[%d]", n)
		look(path+".title", i.Title)
		look(path+".service", i.Service)
		look(path+".description", i.Description)
		for m, l := range i.Links {
			look(fmt.Sprintf("%s.links[%d].text", path, m), l.Text)
		}
	}
	for n, k := range r.Closures {
		look(fmt.Sprintf("closures[%d].name", n), k.Name)
	}
	for n, f := range r.Figures {
		path := fmt.Sprintf("figures[%d]", n)
		look(path+".commentary", f.Commentary)
		look(path+".actions", f.Actions)
	}
}

package xlsx

import (
	"strings"
	"time"

	"chaser/register/workbook"
	"chaser/report"
)

// addReport adds the sheet that says what the report is and what matters in it.
func addReport(b *workbook.Book, h report.Head) error {
	columns := []workbook.Column{{Heading: "Part", Width: 44}, {Heading: "Item", Width: 44}, {Heading: "Now", Width: 14}, {Heading: "Before", Width: 14}, {Heading: "Text", Width: 90}}
	return b.Sheet("Report", columns, func(s *workbook.Sheet) error {
		var failed error
		row := func(part, item string, cells ...workbook.Cell) {
			if failed == nil {
				failed = s.Row(append([]workbook.Cell{long(part), long(item)}, cells...)...)
			}
		}
		none := workbook.Cell{}
		told := func(part, item, text string) {
			if text != "" {
				row(part, item, none, none, long(text))
			}
		}
		cover(h, told)
		told("What matters", "In short", h.Summary.Headline)
		for _, c := range h.Summary.Counts {
			before := none
			if h.Summary.Before != "" {
				before = workbook.Whole(c.Before)
			}
			if failed == nil {
				failed = s.Row(long("Indicators by rating"), rated(c.Rating), workbook.Whole(c.Now), before)
			}
		}
		for _, line := range h.Summary.Sums {
			row("From the reds of the last report to these", line.Label, workbook.Whole(line.N))
		}
		codes := map[string]string{}
		for _, e := range h.Index {
			codes[e.Anchor] = e.Code
		}
		items := func(part string, all []report.Item) {
			for _, i := range all {
				row(part, codes[i.Anchor], none, none, long(i.Text))
			}
		}
		for _, part := range h.Summary.Sections {
			items(part.Heading, part.Items)
		}
		items("What this edition corrects", h.Corrections)
		items("Definitions that changed since the last report", h.Definitions)
		return failed
	})
}

func cover(h report.Head, told func(part, item, text string)) {
	c := h.Cover
	const part = "Report"
	told(part, "Title", c.Title)
	told(part, "Committee", c.Committee)
	told(part, "Period", c.Span+", "+c.Year)
	told(part, "Period code", c.PeriodCode)
	told(part, "Produced by", strings.Join(c.By, ", "))
	told(part, "Produced on", c.ProducedDay)
	told(part, "State", c.Draft)
	told(part, "Published on", c.Published)
	told(part, "Edition", c.Edition)
	told(part, "For", string(c.Audience))
	told(part, "Content, SHA-256", h.Footer.Digest)
	told(part, "Audit trail", h.Footer.Trail)
}

var cardColumns = []workbook.Column{
	{Heading: "Code", Width: 10}, {Heading: "Title", Width: 44}, {Heading: "Service", Width: 20}, {Heading: "Period", Width: 14}, {Heading: "Unit", Width: 10},
	{Heading: "Kind", Width: 14}, {Heading: "Compared with", Width: 12}, {Heading: "Target or baseline", Width: 16}, {Heading: "Direction for Improvement", Width: 20},
	{Heading: "Current is", Width: 18}, {Heading: "Current", Width: 16}, {Heading: "Previous is", Width: 18}, {Heading: "Previous", Width: 16},
	{Heading: "Change in Performance", Width: 16}, {Heading: "RAG Rating", Width: 16}, {Heading: "Status", Width: 14}, {Heading: "Remark", Width: 22},
	{Heading: "Statistical Neighbours Mean", Width: 18}, {Heading: "England Mean", Width: 14}, {Heading: "Why this rating", Width: 44},
	{Heading: "Indicator Description", Width: 100}, {Heading: "Commentary", Width: 100}, {Heading: "Actions", Width: 80}, {Heading: "Useful Links", Width: 50},
	{Heading: "Restated", Width: 50}, {Heading: "Posted", Width: 40},
}

// addCards adds a row for each indicator.
func addCards(b *workbook.Book, r report.Report) error {
	return b.Sheet("Cards", cardColumns, func(s *workbook.Sheet) error {
		for c, err := range r.Cards {
			if err == nil {
				err = s.Row(cardRow(c)...)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func cardRow(c report.Card) []workbook.Cell {
	format := formatOf(c.Unit, c.Decimals)
	restated := ""
	if c.Restated != nil {
		restated = c.Restated.Heading + ". " + c.Restated.Text
	}
	actions := c.ActionText
	for _, a := range c.Actions {
		line := "• " + a.What + " — "
		if a.Owner != "" {
			line += a.Owner + ", "
		}
		actions = append(actions[:len(actions):len(actions)], line+a.State)
	}
	if c.Lacking != "" {
		actions = append(actions[:len(actions):len(actions)], c.Lacking+".")
	}
	why := c.Explanation
	if c.Unmoved != "" && c.Unmoved != c.Explanation {
		why = strings.TrimSpace(why + " " + c.Unmoved)
	}
	links := make([]string, len(c.Links))
	for n, l := range c.Links {
		links[n] = l.Text
		if l.URL != "" && l.URL != l.Text {
			links[n] += " " + l.URL
		}
	}
	return []workbook.Cell{
		long(c.Code), long(c.Title), long(c.Service), workbook.Text(c.Period), workbook.Text(c.Unit), workbook.Text(c.Kind),
		workbook.Text(c.Target.Label), value(c.Target, format), long(c.Direction.Shown),
		long(c.Current.Label), value(c.Current, format), long(c.Previous.Label), value(c.Previous, format),
		workbook.Text(c.Change.Shown), rated(c.Rating), workbook.Text(c.Status), long(c.Mark),
		value(c.Neighbours, format), value(c.England, format), long(why),
		long(text(c.Description)), long(text(c.Commentary)), long(strings.Join(actions, "\n\n")), long(strings.Join(links, "\n")),
		long(restated), long(c.Provenance),
	}
}

// addHistory adds a row for each period of each indicator.
func addHistory(b *workbook.Book, r report.Report) error {
	columns := []workbook.Column{
		{Heading: "Code", Width: 10}, {Heading: "Title", Width: 60}, {Heading: "Period", Width: 16}, {Heading: "Period code", Width: 14},
		{Heading: "Figure", Width: 18}, {Heading: "Target", Width: 18}, {Heading: "RAG Rating", Width: 16}, {Heading: "Remark", Width: 24},
	}
	return b.Sheet("History", columns, func(s *workbook.Sheet) error {
		for c, err := range r.Cards {
			if err != nil {
				return err
			}
			format := formatOf(c.Unit, c.Decimals)
			for _, p := range c.History {
				if err := s.Row(long(c.Code), long(c.Title), workbook.Text(p.Period), workbook.Text(p.PeriodCode), value(p.Figure, format), value(p.Target, format), rated(p.Rating), workbook.Text(p.Mark)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// addActions adds a row for each action.
func addActions(b *workbook.Book, r report.Report) error {
	columns := []workbook.Column{{Heading: "Code", Width: 10}, {Heading: "Title", Width: 44}, {Heading: "Action", Width: 80}, {Heading: "Who", Width: 24}, {Heading: "Due", Width: 18}, {Heading: "How it stands", Width: 40}}
	return b.Sheet("Actions", columns, func(s *workbook.Sheet) error {
		for c, err := range r.Cards {
			if err != nil {
				return err
			}
			for _, a := range c.Actions {
				due, _ := time.Parse(time.DateOnly, a.Day) // none: an empty cell
				if err := s.Row(long(c.Code), long(c.Title), long(a.What), long(a.Owner), workbook.Day(due), long(a.State)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// addQuestions adds a row for each question.
func addQuestions(b *workbook.Book, r report.Report) error {
	columns := []workbook.Column{{Heading: "Code", Width: 10}, {Heading: "Title", Width: 44}, {Heading: "Question", Width: 60}, {Heading: "Asked", Width: 40}, {Heading: "Answer", Width: 60}, {Heading: "Answered", Width: 40}}
	return b.Sheet("Questions", columns, func(s *workbook.Sheet) error {
		for c, err := range r.Cards {
			if err != nil {
				return err
			}
			for _, q := range c.Questions {
				if err := s.Row(long(c.Code), long(c.Title), long(q.Text), long(q.Asked), long(q.Answer), long(q.Answered)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// addKey adds what the words on the cards mean.
func addKey(b *workbook.Book, k report.Key) error {
	columns := []workbook.Column{{Heading: "What", Width: 30}, {Heading: "Name", Width: 34}, {Heading: "Meaning", Width: 100}}
	return b.Sheet("Key", columns, func(s *workbook.Sheet) error {
		for _, i := range k.Items {
			if err := s.Row(workbook.Text("Data item"), long(i.Name), long(i.Explanation)); err != nil {
				return err
			}
		}
		for _, m := range k.Ratings {
			if err := s.Row(workbook.Text("RAG rating"), rated(m.Rating), long(m.Meaning)); err != nil {
				return err
			}
		}
		for _, rule := range k.Rules {
			if err := s.Row(workbook.Text("Another rule"), long(strings.Join(rule.Codes, ", ")), long(rule.Rule)); err != nil {
				return err
			}
		}
		return nil
	})
}

package opendata

import (
	"bytes"
	"encoding/json"
	"io"

	"chaser/report"
)

// document is the JSON's first part; the indicators follow it one by one.
type document struct {
	Metadata map[string]string `json:"metadata"`
	Columns  map[string]string `json:"columns"`
	Headline string            `json:"headline"`
	Before   string            `json:"compared_with,omitempty"`
	Counts   []count           `json:"counts"`
}

type count struct {
	Rating string `json:"rating"`
	Now    int    `json:"now"`
	Before *int   `json:"before,omitempty"`
}

type indicator struct {
	Code        string       `json:"code"`
	Title       string       `json:"title"`
	Service     string       `json:"service,omitempty"`
	Period      string       `json:"period"`
	Unit        string       `json:"unit"`
	Decimals    int          `json:"decimals"`
	Kind        string       `json:"kind"`
	Frequency   string       `json:"frequency"`
	Target      cell         `json:"target"`
	Direction   string       `json:"direction"`
	Current     cell         `json:"current"`
	Previous    cell         `json:"previous"`
	Change      string       `json:"change"`
	Rating      string       `json:"rating"`
	Status      string       `json:"status,omitempty"`
	Explanation string       `json:"explanation,omitempty"`
	Neighbours  *json.Number `json:"neighbours_mean"`
	England     *json.Number `json:"england_mean"`
	Description string       `json:"description,omitempty"`
	Commentary  string       `json:"commentary,omitempty"`
	Actions     string       `json:"actions,omitempty"`
	Undertaken  []undertaken `json:"undertaken,omitempty"`
	Restated    string       `json:"restated,omitempty"`
	Questions   []question   `json:"questions,omitempty"`
	Links       []link       `json:"links,omitempty"`
	History     []past       `json:"history"`
}

type (
	cell struct {
		Label string       `json:"label"`
		Shown string       `json:"shown"`
		Value *json.Number `json:"value"`
	}
	undertaken struct {
		What  string `json:"what"`
		Owner string `json:"owner,omitempty"`
		Due   string `json:"due,omitempty"`
		State string `json:"state"`
	}
	question struct {
		Text     string `json:"text"`
		Asked    string `json:"asked"`
		Answer   string `json:"answer,omitempty"`
		Answered string `json:"answered,omitempty"`
	}
	link struct {
		Text string `json:"text"`
		URL  string `json:"url,omitempty"`
	}
	past struct {
		Period string       `json:"period"`
		Figure *json.Number `json:"figure"`
		Target *json.Number `json:"target"`
		Rating string       `json:"rating"`
		Status string       `json:"status"`
	}
)

// WriteJSON writes one object: metadata, what the fields mean, the counts, and the indicators, of which one at a time
// is held. Numbers are JSON's, with all their digits.
func WriteJSON(w io.Writer, r report.Report) error {
	d := document{Metadata: map[string]string{}, Columns: map[string]string{}, Headline: r.Summary.Headline, Before: r.Summary.Before}
	for _, l := range about(r.Head) {
		d.Metadata[l[0]] = l[1]
	}
	for _, c := range columns {
		d.Columns[c.name] = c.means
	}
	for _, c := range r.Summary.Counts {
		one := count{Rating: c.Rating, Now: c.Now}
		if r.Summary.Before != "" {
			one.Before = &c.Before
		}
		d.Counts = append(d.Counts, one)
	}
	lead, err := encoded(d)
	if err != nil {
		return err
	}
	if _, err := w.Write(append(bytes.TrimSuffix(lead, []byte("}")), ",\n\"indicators\":["...)); err != nil {
		return err
	}
	between := "\n"
	for c, err := range r.Cards {
		if err != nil {
			return err
		}
		one, err := encoded(indicatorOf(c))
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, between+string(one)); err != nil {
			return err
		}
		between = ",\n"
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

// encoded is JSON in which text stands as it was typed.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	err := to.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func indicatorOf(c report.Card) indicator {
	i := indicator{
		Code: c.Code, Title: c.Title, Service: c.Service, Period: c.PeriodCode, Unit: c.Unit, Decimals: c.Decimals, Kind: c.Kind, Frequency: c.Frequency,
		Target: cellOf(c.Target), Direction: c.Direction.Shown, Current: cellOf(c.Current), Previous: cellOf(c.Previous), Change: c.Change.Shown,
		Rating: c.Rating, Status: c.Status, Explanation: c.Explanation, Neighbours: number(c.Neighbours), England: number(c.England),
		Description: text(c.Description), Commentary: text(c.Commentary), Actions: text(c.ActionText), History: []past{},
	}
	if c.Restated != nil {
		i.Restated = c.Restated.Heading + ". " + c.Restated.Text
	}
	for _, a := range c.Actions {
		i.Undertaken = append(i.Undertaken, undertaken{a.What, a.Owner, a.Day, a.State})
	}
	for _, q := range c.Questions {
		i.Questions = append(i.Questions, question{q.Text, q.Asked, q.Answer, q.Answered})
	}
	for _, l := range c.Links {
		i.Links = append(i.Links, link(l))
	}
	for _, p := range c.History {
		i.History = append(i.History, past{p.PeriodCode, number(p.Figure), number(p.Target), p.Rating, p.Status})
	}
	return i
}

func cellOf(c report.Cell) cell { return cell{c.Label, c.Shown, number(c)} }

func number(c report.Cell) *json.Number {
	if c.Exact == "" {
		return nil
	}
	n := json.Number(c.Exact)
	return &n
}

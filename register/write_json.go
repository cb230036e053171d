package register

import (
	"encoding/json"
	"io"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// The file's own shape. Its fields are written in this order.
type (
	fileRegister struct {
		People      []filePerson     `json:"people"`
		Committees  []fileCommittee  `json:"committees"`
		Indicators  []fileIndicator  `json:"indicators"`
		Collections []fileCollection `json:"collections"`
		Identities  []fileIdentity   `json:"identities,omitempty"`
		Closures    []fileClosure    `json:"closures,omitempty"`
		Figures     []fileFigure     `json:"figures"`
	}
	filePerson struct {
		SlackID string     `json:"slack_id"`
		Name    string     `json:"name"`
		Email   string     `json:"email"`
		Roles   []kpi.Role `json:"roles"`
		Manager string     `json:"manager"`

		Alerts kpi.AlertTiming `json:"alerts,omitempty"` // left out where nobody chose
	}
	fileCommittee struct {
		Name    string   `json:"name"`
		Channel string   `json:"channel"`
		Members []string `json:"members"`
		Ladder  string   `json:"ladder,omitempty"` // left out where it is the default
		SignOff string   `json:"sign_off,omitempty"`

		SelfSignOff bool `json:"self_sign_off,omitempty"` // left out where it is false

		Corrections string `json:"corrections,omitempty"` // left out where it is owner

		ActionsOn string `json:"actions_on,omitempty"` // left out where it is red
	}
	fileIndicator struct {
		Code             string            `json:"code"`
		Title            string            `json:"title"`
		Committee        string            `json:"committee"`
		Service          string            `json:"service"`
		Unit             kpi.Unit          `json:"unit"`
		Decimals         int               `json:"decimals"`
		Direction        kpi.Direction     `json:"direction"`
		Kind             kpi.Kind          `json:"kind"`
		Target           *string           `json:"target"`
		Baseline         *string           `json:"baseline"`
		Targets          map[string]string `json:"targets"`
		Cumulative       bool              `json:"cumulative"`
		Compare          kpi.Compare       `json:"compare"`
		Frequency        kpi.Frequency     `json:"frequency"`
		Rule             *string           `json:"rule"`
		Owner            string            `json:"owner"`
		Deputy           string            `json:"deputy"`
		Manager          string            `json:"manager"`
		Description      string            `json:"description"`
		Links            []fileLink        `json:"links"`
		NeighboursMean   *string           `json:"neighbours_mean"`
		EnglandMean      *string           `json:"england_mean"`
		NeighboursPeriod string            `json:"neighbours_mean_period,omitempty"`
		EnglandPeriod    string            `json:"england_mean_period,omitempty"`
		Sensitive        bool              `json:"sensitive,omitempty"`      // left out where it is false
		SmallestCount    *int              `json:"smallest_count,omitempty"` // left out where it is the default
	}
	fileLink struct {
		Text string `json:"text"`
		URL  string `json:"url"`
	}
	fileCollection struct {
		Period        string  `json:"period"`
		Opens         string  `json:"opens"`
		Due           string  `json:"due"`
		CommitteeDate *string `json:"committee_date"`
		Publishes     string  `json:"publishes,omitempty"` // left out where it is not published on a set day
	}
	fileIdentity struct {
		Name      string  `json:"name"`
		Rule      string  `json:"rule"`
		Stock     string  `json:"stock,omitempty"`     // left out where the rule has none
		Tolerance *string `json:"tolerance,omitempty"` // left out where there is none
	}
	fileClosure struct {
		Date string `json:"date"`
		Name string `json:"name"`
	}
	fileFigure struct {
		Indicator   string     `json:"indicator"`
		Period      string     `json:"period"`
		Value       *string    `json:"value"`
		Numerator   *string    `json:"numerator"`
		Denominator *string    `json:"denominator"`
		Status      kpi.Status `json:"status"`
		Commentary  string     `json:"commentary"`
		Actions     string     `json:"actions"`
	}
)

// WriteJSON writes a register that ReadJSON reads back as it was.
func WriteJSON(w io.Writer, r kpi.Register) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(fileOf(r))
}

func fileOf(r kpi.Register) fileRegister {
	file := fileRegister{
		People: []filePerson{}, Committees: []fileCommittee{}, Indicators: []fileIndicator{},
		Collections: []fileCollection{}, Figures: []fileFigure{},
	}
	for _, p := range r.People {
		file.People = append(file.People, filePerson{p.SlackID, p.Name, p.Email, listed(p.Roles), p.Manager, p.Alerts})
	}
	for _, c := range r.Committees {
		file.Committees = append(file.Committees, fileCommittee{c.Name, c.Channel, listed(c.Members), c.Ladder.String(), string(c.SignOff), c.SelfSignOff, string(c.Corrections), writeActionsOn(c)})
	}
	for _, i := range r.Indicators {
		file.Indicators = append(file.Indicators, writeIndicator(i))
	}
	for _, c := range r.Collections {
		collection := fileCollection{Period: c.Period.String(), Opens: c.Opens.String(), Due: c.Due.String(), Publishes: c.Publishes.String()}
		if !c.CommitteeDate.IsZero() {
			day := c.CommitteeDate.String()
			collection.CommitteeDate = &day
		}
		file.Collections = append(file.Collections, collection)
	}
	for _, i := range r.Identities {
		file.Identities = append(file.Identities, fileIdentity{i.Name, i.Rule, i.Stock, written(i.Tolerance)})
	}
	for _, c := range r.Closures {
		file.Closures = append(file.Closures, fileClosure{c.Day.String(), c.Name})
	}
	for _, f := range r.Figures {
		file.Figures = append(file.Figures, fileFigure{
			f.Indicator, f.Period.String(), written(f.Value), written(f.Numerator), written(f.Denominator), f.Status, f.Commentary, f.Actions,
		})
	}
	return file
}

func writeActionsOn(c kpi.Committee) string {
	if c.ActionsOnAny {
		return actionsOnAny
	}
	return ""
}

func writeIndicator(i kpi.Indicator) fileIndicator {
	targets := map[string]string{}
	for period, target := range i.Targets {
		targets[period.String()] = kpi.Exactly(target)
	}
	links := []fileLink{}
	for _, l := range i.Links {
		links = append(links, fileLink(l))
	}
	var rule *string
	if i.Rule != nil {
		text := i.Rule.String()
		rule = &text
	}
	return fileIndicator{
		i.Code, i.Title, i.Committee, i.Service, i.Unit, i.Decimals, i.Direction, i.Kind,
		written(i.Target), written(i.Baseline), targets, i.Cumulative, i.Compare, i.Frequency, rule,
		i.Owner, i.Deputy, i.Manager, i.Description, links, written(i.NeighboursMean), written(i.EnglandMean),
		i.NeighboursMeanPeriod.String(), i.EnglandMeanPeriod.String(),
		i.Sensitive, i.SmallestCount,
	}
}

// written is a number as a string, which the format asks for; nil, written as null, where there is none.
func written(d *decimal.Decimal) *string {
	if d == nil {
		return nil
	}
	text := kpi.Exactly(*d)
	return &text
}

// listed turns a missing list into an empty one, which JSON writes as [] and not as null.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

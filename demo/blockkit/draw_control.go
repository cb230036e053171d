package blockkit

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"
)

// drawnControl is an element that a person can use, ready for its template.
type drawnControl struct {
	Kind  string // "button", "link", "image", "menu", "list", "overflow", "text", "area", "typed"
	ID    string // its HTML id
	Form  drawnForm
	Modal bool   // it is part of the modal's own form
	Name  string // of its field
	Press string // what a modal's button posts under FieldPress

	BlockID, ActionID string
	Value             string // of a button, or what a field holds
	Text              []span // of a button
	Label             string // for those who do not see it
	Style             string
	URL, Image        string
	Confirm           *drawnConfirm
	Groups            []drawnGroup
	Many              bool // several options may be chosen
	Long              bool // a list of many options, which scrolls by itself
	InputType         string
	InputMode         string
	Placeholder       string
	Apply             string // label of the button that sends a choice; "" where there is none
	Disabled          bool
	Required          bool
	Invalid           bool
	Focus             bool
	DescribedBy       string
}

type drawnConfirm struct {
	ID         string
	Title, Yes []span
	No         []span
	Text       []paragraph
	Style      string
	TitleID    string
}

type drawnGroup struct {
	Label   string
	Options []drawnOption
}

type drawnOption struct {
	ID          string
	Text        []paragraph
	Plain       string
	Value       string
	Description []paragraph
	Chosen      bool
	Press       string
	URL         string
}

func (d *drawing) control(b *wireBlock, e *wireElement) drawnControl {
	d.count++
	c := drawnControl{
		ID: d.prefix + "-" + itoa(d.count), Form: d.form, Modal: d.inModal, Name: FieldValue,
		BlockID: b.BlockID, ActionID: e.ActionID, Value: e.Value, Disabled: d.surface.Disabled,
	}
	if d.inModal {
		c.Name = fieldInput + b.BlockID + ":" + e.ActionID
		c.Press = press(b.BlockID, e.ActionID, "")
	}
	if b.Type != "input" || b.DispatchAction || !d.inModal {
		c.Apply = "Choose"
	}
	if e.Placeholder != nil {
		c.Placeholder = e.Placeholder.Text
		c.Label = e.Placeholder.Text
	}
	d.shape(&c, e)
	if c.Kind == "button" || c.Kind == "link" || c.Kind == "overflow" || c.Kind == "image" {
		c.Apply = ""
	} else if c.Apply != "" {
		c.Text = []span{{Kind: "text", Text: c.Apply}}
	}
	if e.Confirm != nil && (c.Kind == "button" || c.Apply != "") {
		d.confirm(&c, e.Confirm)
	}
	if d.inModal && !d.focused && c.Kind != "button" && (e.Focus && len(d.errs) == 0 || d.errs[b.BlockID] != "") {
		c.Focus, d.focused = true, true
	}
	return c
}

// press is what a button in a modal posts: which element it is, and its value.
func press(blockID, actionID, value string) string {
	form := url.Values{FieldBlock: {blockID}, FieldAction: {actionID}}
	if value != "" {
		form.Set(FieldValue, value)
	}
	return form.Encode()
}

// shape fills in what depends on the element's type.
func (d *drawing) shape(c *drawnControl, e *wireElement) {
	switch e.Type {
	case "button":
		var text wireText
		if json.Unmarshal(e.Text, &text) != nil {
			text.Text = e.ActionID
		}
		c.Kind, c.Text, c.Style, c.Label = "button", d.plain(&text), e.Style, e.Accessible
		if followable(e.URL) {
			c.Kind, c.URL = "link", e.URL
		}
		if d.inModal {
			c.Press = press(c.BlockID, c.ActionID, e.Value)
		}
	case "image":
		c.Kind, c.Label = "image", e.AltText
		if followable(e.ImageURL) {
			c.Image = e.ImageURL
		}
	case "overflow":
		c.Kind, c.Label = "overflow", "More actions"
		c.Groups = d.groups(c, e, nil)
	case "radio_buttons", "checkboxes":
		c.Kind, c.Many = "list", e.Type == "checkboxes"
		c.Groups = d.groups(c, e, d.chosen(c.Name, initialValues(e)))
	case "plain_text_input":
		c.Kind, c.InputType = "text", "text"
		if e.Multiline {
			c.Kind = "area"
		}
		c.Value = d.held(c.Name, e.InitialValue)
	case "number_input":
		// This is not type=number: browsers drop what is not a number, and the person would never learn why.
		c.Kind, c.InputType, c.InputMode = "text", "text", "decimal"
		c.Value = d.held(c.Name, e.InitialValue)
	case "email_text_input", "url_text_input":
		c.Kind, c.InputType = "text", strings.TrimSuffix(e.Type, "_text_input")
		c.Value = d.held(c.Name, e.InitialValue)
	case "datepicker":
		c.Kind, c.InputType, c.Value = "text", "date", d.held(c.Name, e.InitialDate)
	case "timepicker":
		c.Kind, c.InputType, c.Value = "text", "time", d.held(c.Name, e.InitialTime)
	case "datetimepicker":
		c.Kind, c.InputType = "text", "datetime-local"
		initial := ""
		if e.InitialMoment > 0 {
			initial = time.Unix(e.InitialMoment, 0).In(london()).Format(momentLayout)
		}
		c.Value = d.held(c.Name, initial)
	default:
		d.menuShape(c, e)
	}
}

// momentLayout is how a browser writes a date and time, which are in London's zone.
const momentLayout = "2006-01-02T15:04"

// menuShape draws the select menus. If the look-alike cannot know the options, such as those that Slack would ask the
// app for, the person types the value.
func (d *drawing) menuShape(c *drawnControl, e *wireElement) {
	source := strings.TrimSuffix(strings.TrimPrefix(e.Type, "multi_"), "_select")
	c.Kind, c.Many = "menu", strings.HasPrefix(e.Type, "multi_")
	if c.Many { // boxes to tick: a browser's own menu of several needs a key held down, which few people know
		c.Kind, c.Long = "list", true
	}
	chosen := d.chosen(c.Name, initialValues(e))
	if !c.Many && !d.typed.Has(c.Name) {
		chosen = initialValues(e) // a browser always posts a single menu, so this one was not on that form
	}
	var ids []string
	show := d.channelSpan
	switch source {
	case "static":
		c.Groups = d.groups(c, e, chosen)
		return
	case "users":
		ids, show = d.surface.People, d.personSpan
	case "channels", "conversations":
		ids = d.surface.Channels
	}
	if len(ids) == 0 {
		c.Kind, c.InputType, c.Value = "text", "text", strings.Join(chosen, " ")
		return
	}
	group := drawnGroup{}
	for _, id := range ids {
		group.Options = append(group.Options, drawnOption{
			Value: id, Plain: show(id, "").Text, Chosen: slices.Contains(chosen, id),
		})
	}
	c.Groups = []drawnGroup{group}
}

func (d *drawing) groups(c *drawnControl, e *wireElement, chosen []string) []drawnGroup {
	all := []wireGroup{{Options: e.Options}}
	if len(e.Groups) > 0 {
		all = e.Groups
	}
	var out []drawnGroup
	n := 0
	for _, g := range all {
		group := drawnGroup{Label: g.Label.Text}
		for _, o := range g.Options {
			n++
			drawn := drawnOption{
				ID: c.ID + "-" + itoa(n), Text: d.text(&o.Text), Plain: flat(d.plain(&o.Text)), Value: o.Value,
				Chosen: slices.Contains(chosen, o.Value), Description: d.text(o.Description),
			}
			if o.Description != nil && c.Kind == "menu" {
				drawn.Plain += " – " + flat(d.plain(o.Description))
			}
			if d.inModal {
				drawn.Press = press(c.BlockID, c.ActionID, o.Value)
			}
			if followable(o.URL) {
				drawn.URL = o.URL
			}
			group.Options = append(group.Options, drawn)
		}
		out = append(out, group)
	}
	return out
}

// flat returns the bare text of spans, for where HTML takes no markup.
func flat(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Kind == "break" {
			b.WriteByte(' ')
		}
		b.WriteString(s.Text)
		b.WriteString(flat(s.Inside))
	}
	return b.String()
}

func (d *drawing) confirm(c *drawnControl, w *wireConfirm) {
	c.Confirm = &drawnConfirm{
		ID: c.ID + "-confirm", TitleID: c.ID + "-question", Title: d.plain(&w.Title), Text: d.text(&w.Text),
		Yes: d.plain(&w.Confirm), No: d.plain(&w.Deny), Style: firstOf(w.Style, "primary"),
	}
}

// held is what a field holds: what the person entered if the form was posted before, otherwise its initial value.
func (d *drawing) held(name, initial string) string {
	if d.typed.Has(name) {
		return d.typed.Get(name)
	}
	return initial
}

func (d *drawing) chosen(name string, initial []string) []string {
	if d.typed == nil || !d.inModal {
		return initial
	}
	return d.typed[name] // choosing none is a choice too
}

// initialValues returns the values or ids that an element has chosen beforehand.
func initialValues(e *wireElement) []string {
	var all []string
	if e.InitialOption != nil {
		all = append(all, e.InitialOption.Value)
	}
	for _, o := range e.InitialOptions {
		all = append(all, o.Value)
	}
	all = append(all, e.InitialUsers...)
	all = append(all, e.InitialChans...)
	all = append(all, e.InitialConvs...)
	for _, id := range []string{e.InitialUser, e.InitialChannel, e.InitialConv} {
		if id != "" {
			all = append(all, id)
		}
	}
	return all
}

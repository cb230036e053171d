package blockkit

import (
	"bytes"
	"encoding/json"
)

// The shapes that are drawn and that payloads are made from. They cover less than the judge knows. They never fail on
// what it has not seen: an unknown block is drawn as a note.

type wireBlock struct {
	Type           string          `json:"type"`
	BlockID        string          `json:"block_id"`
	Text           *wireText       `json:"text"`
	Level          int             `json:"-"`
	Severity       string          `json:"-"`
	LevelField     json.RawMessage `json:"level"` // a heading's number, or an alert's word
	Fields         []wireText      `json:"fields"`
	Accessory      *wireElement    `json:"accessory"`
	Elements       json.RawMessage `json:"elements"` // of actions, context and rich_text
	ImageURL       string          `json:"image_url"`
	AltText        string          `json:"alt_text"`
	Title          *wireText       `json:"title"`
	Label          *wireText       `json:"label"`
	Hint           *wireText       `json:"hint"`
	Element        *wireElement    `json:"element"`
	Optional       bool            `json:"optional"`
	DispatchAction bool            `json:"dispatch_action"`
	Chart          *wireChart      `json:"chart"`
	Caption        string          `json:"caption"`
	Rows           [][]*wireCell   `json:"rows"`
	PageSize       int             `json:"page_size"`
	RowHeader      int             `json:"row_header_column_index"`
	Columns        []*wireColumn   `json:"column_settings"`
}

func (b *wireBlock) UnmarshalJSON(raw []byte) error {
	type object wireBlock
	if err := json.Unmarshal(raw, (*object)(b)); err != nil {
		return err
	}
	if b.LevelField == nil {
		return nil
	}
	if b.Type == "alert" {
		return json.Unmarshal(b.LevelField, &b.Severity)
	}
	return json.Unmarshal(b.LevelField, &b.Level)
}

// wireText is a text object, or a bare string where the block has one in its place.
type wireText struct {
	Type     string `json:"type"`
	Text     string `json:"text"`
	Emoji    *bool  `json:"emoji,omitempty"`
	Verbatim bool   `json:"verbatim,omitempty"`
}

func (t *wireText) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte(`"`)) {
		return json.Unmarshal(b, &t.Text)
	}
	type object wireText
	return json.Unmarshal(b, (*object)(t))
}

type wireElement struct {
	Type           string          `json:"type"`
	ActionID       string          `json:"action_id"`
	Text           json.RawMessage `json:"text"` // an object on buttons, a string on a context's texts
	Value          string          `json:"value"`
	URL            string          `json:"url"`
	Style          string          `json:"style"`
	Accessible     string          `json:"accessibility_label"`
	Confirm        *wireConfirm    `json:"confirm"`
	Placeholder    *wireText       `json:"placeholder"`
	Options        []wireOption    `json:"options"`
	Groups         []wireGroup     `json:"option_groups"`
	Multiline      bool            `json:"multiline"`
	MinLength      *int            `json:"min_length"`
	MaxLength      *int            `json:"max_length"`
	MinValue       string          `json:"min_value"`
	MaxValue       string          `json:"max_value"`
	MaxSelected    int             `json:"max_selected_items"`
	Decimals       bool            `json:"is_decimal_allowed"`
	Focus          bool            `json:"focus_on_load"`
	ImageURL       string          `json:"image_url"`
	AltText        string          `json:"alt_text"`
	InitialValue   string          `json:"initial_value"`
	InitialOption  *wireOption     `json:"initial_option"`
	InitialOptions []wireOption    `json:"initial_options"`
	InitialUser    string          `json:"initial_user"`
	InitialUsers   []string        `json:"initial_users"`
	InitialChannel string          `json:"initial_channel"`
	InitialChans   []string        `json:"initial_channels"`
	InitialConv    string          `json:"initial_conversation"`
	InitialConvs   []string        `json:"initial_conversations"`
	InitialDate    string          `json:"initial_date"`
	InitialTime    string          `json:"initial_time"`
	InitialMoment  int64           `json:"initial_date_time"`
	Timezone       string          `json:"timezone"`
}

type wireConfirm struct {
	Title   wireText `json:"title"`
	Text    wireText `json:"text"`
	Confirm wireText `json:"confirm"`
	Deny    wireText `json:"deny"`
	Style   string   `json:"style"`
}

// wireOption keeps the option as it was sent, since Slack returns it whole.
type wireOption struct {
	Text        wireText  `json:"text"`
	Value       string    `json:"value"`
	Description *wireText `json:"description"`
	URL         string    `json:"url"`
	sent        json.RawMessage
}

func (o *wireOption) UnmarshalJSON(b []byte) error {
	type object wireOption
	o.sent = bytes.Clone(b)
	return json.Unmarshal(b, (*object)(o))
}

type wireGroup struct {
	Label   wireText     `json:"label"`
	Options []wireOption `json:"options"`
}

type wireCell struct {
	Type     string          `json:"type"`
	Text     string          `json:"text"`
	Value    json.Number     `json:"value"`
	Elements json.RawMessage `json:"elements"`
	Element  *wireElement    `json:"element"`
}

type wireColumn struct {
	Align   string `json:"align"`
	Wrapped bool   `json:"is_wrapped"`
}

type wireChart struct {
	Type     string `json:"type"`
	Segments []struct {
		Label string      `json:"label"`
		Value json.Number `json:"value"`
	} `json:"segments"`
	Series []struct {
		Name string `json:"name"`
		Data []struct {
			Label string      `json:"label"`
			Value json.Number `json:"value"`
		} `json:"data"`
	} `json:"series"`
	Axis struct {
		Categories []string `json:"categories"`
		XLabel     string   `json:"x_label"`
		YLabel     string   `json:"y_label"`
	} `json:"axis_config"`
}

type wireView struct {
	Type   string      `json:"type"`
	Title  wireText    `json:"title"`
	Submit *wireText   `json:"submit"`
	Close  *wireText   `json:"close"`
	Blocks []wireBlock `json:"blocks"`
}

// offered lists every option of a menu or list, including those in groups.
func (e *wireElement) offered() []wireOption {
	all := append([]wireOption{}, e.Options...)
	for _, g := range e.Groups {
		all = append(all, g.Options...)
	}
	return all
}

// elements lists the elements of a block that hold or send something, wherever they stand in it.
func (b *wireBlock) elements() []*wireElement {
	var all []*wireElement
	if b.Type == "actions" {
		if json.Unmarshal(b.Elements, &all) != nil {
			all = nil
		}
	}
	for _, e := range []*wireElement{b.Accessory, b.Element} {
		if e != nil {
			all = append(all, e)
		}
	}
	for _, row := range b.Rows {
		for _, c := range row {
			if c != nil && c.Element != nil {
				all = append(all, c.Element)
			}
		}
	}
	return all
}

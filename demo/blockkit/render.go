package blockkit

import (
	"embed"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"html/template"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // dates are shown in London's time wherever the look-alike runs
)

//go:embed templates
var files embed.FS

// pages are parsed when something is first drawn, as most starts of the program draw nothing.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("blockkit").ParseFS(files, "templates/*.html"))
})

// The names of the fields that a posted form carries.
const (
	FieldBlock   = "block_id"  // of a pressed element in a message or Home tab
	FieldAction  = "action_id" // likewise
	FieldValue   = "value"     // what was chosen or typed; several times where several were
	FieldPress   = "press"     // of an element pressed in a modal, whose form holds all its inputs
	FieldSubmit  = "submit"    // the modal's submit button was pressed
	FieldDismiss = "dismiss"   // the modal was closed, by its cross or its close button
	fieldInput   = "v:"        // then block_id ":" action_id: an input of a modal
)

// Surface is where blocks are drawn and for whom.
type Surface struct {
	// Person returns the display name for a user id, and Channel the name for a channel id, without its "#". "" means
	// unknown. Either may be nil.
	Person  func(id string) string
	Channel func(id string) string
	// People and Channels are the ids that menus of people and of channels offer. If there are none, the person types
	// an id.
	People   []string
	Channels []string
	// Hidden are the hidden inputs that each form carries, such as who is looking and at which message.
	Hidden map[string]string
	// Action is the URL that every form posts to.
	Action string
	// Disabled draws elements that cannot be used, for a message that is no longer interactive.
	Disabled bool
	// Zone is the reader's time zone. Nil is Europe/London.
	Zone *time.Location
}

func (s Surface) names() names {
	zone := s.Zone
	if zone == nil {
		zone = london()
	}
	return names{person: s.Person, channel: s.Channel, zone: zone}
}

// london is the council's zone. Dates and times are picked in it, whatever the reader's zone.
func london() *time.Location {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err) // the zones are linked in
	}
	return zone
}

// prefix keeps the HTML ids of one message or view apart from those of the others on the page.
func (s Surface) prefix() string {
	h := fnv.New32a()
	for _, name := range slices.Sorted(maps.Keys(s.Hidden)) {
		fmt.Fprintf(h, "%s=%s\n", name, s.Hidden[name])
	}
	return fmt.Sprintf("bk%08x", h.Sum32())
}

// Message draws a message: its blocks, or its mrkdwn text if it has none. It draws a Home tab's blocks the same way. It
// fails on JSON that CheckMessage would refuse as malformed.
func Message(text string, blocks json.RawMessage, s Surface) (template.HTML, error) {
	var all []wireBlock
	if !blank(blocks) {
		if err := json.Unmarshal(blocks, &all); err != nil {
			return "", fmt.Errorf("blockkit: draw message: %w", err)
		}
	}
	d := newDrawing(s, false)
	page := struct {
		Text   []paragraph
		Blocks []drawnBlock
	}{}
	if len(all) == 0 {
		page.Text = mrkdwnParagraphs(text, false, d.names)
	}
	for i := range all {
		b, err := d.block(&all[i])
		if err != nil {
			return "", fmt.Errorf("blockkit: draw message: %w", err)
		}
		page.Blocks = append(page.Blocks, b)
	}
	return execute("message", page)
}

func execute(name string, data any) (template.HTML, error) {
	var b strings.Builder
	if err := pages().ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("blockkit: draw %s: %w", name, err)
	}
	return template.HTML(b.String()), nil //nolint:gosec // html/template escaped it
}

// Stylesheet is the CSS for all that this package draws. Its classes begin with "bk-".
func Stylesheet() string {
	css, err := files.ReadFile("templates/blockkit.css")
	if err != nil {
		panic(err) // it is embedded
	}
	return string(css)
}

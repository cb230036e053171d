package lookalike

import (
	"bytes"
	_ "embed"
	"hash/fnv"
	"html/template"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"chaser/demo/blockkit"
)

//go:embed page.html
var pageHTML string

var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageHTML))
})

// page is what page.html shows.
type page struct {
	Nonce   string
	Change  int // the latest that it shows; /live tells of later ones
	Title   string
	Welcome string
	Team    string
	Clock   string
	Moves   []Move
	Note    string
	Me      Person
	Status  *shownStatus // of Me
	At      placeFields
	People  []peopleGroup
	News    []personLink // others who have something new to read
	Places  []placeLink
	DM      placeLink
	AtHome  bool
	AtApp   bool // in the app's Home or in its DM, which the page shows together
	HasHome bool // whether the app hears that its Home is opened, and so can fill it
	Room    string
	Hint    string
	Closed  bool // an archived channel, in which nobody can type

	Messages []shownMessage
	Home     shownHome
	Modal    *shownModal
	Examples []shownExample
	Tried    bool // the person has done something here, so the examples need not be open
}

// placeFields are the hidden fields of every form.
type placeFields struct{ As, In string }

type peopleGroup struct {
	Title  string
	People []personLink
}

type personLink struct {
	ID, Name string
	Status   *shownStatus
	Link     string // to their DM with the bot
	Chosen   bool
	New      int // messages of the bot that they have not seen
}

type placeLink struct {
	Link, Name string
	Chosen     bool
	New        int
}

type shownMessage struct {
	ID        string // of the element, for permalinks
	TS        string
	Name      string
	Initials  string
	Colour    int
	App       bool
	Time      string
	Day       string // where this message is the day's first
	Ephemeral bool
	Edited    bool
	Content   template.HTML
	Files     []shownFile
	Thread    *shownThread
	CanReply  bool
	Shortcuts []Shortcut // in its “more” menu
	At        placeFields
}

type shownModal struct {
	ID, Key, Title string
	Problem        string
	Content        template.HTML
}

type shownExample struct {
	Text, Why, As, AsName, In string
}

func (w *Workspace) servePage(rw http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("redir") {
		w.serveSignIn(rw)
		return
	}
	at := w.placeOf(r.URL.Query())
	w.mu.Lock()
	p := w.page(at)
	w.mu.Unlock()
	p.Note = r.URL.Query().Get("note")

	var out bytes.Buffer
	if err := pageTemplate().Execute(&out, p); err != nil {
		w.config.Logger.Error("the page could not be drawn", "error", err)
		http.Error(rw, "The page could not be drawn; the log says why.", http.StatusInternalServerError)
		return
	}
	header := rw.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self' 'unsafe-inline'; "+
		"script-src 'nonce-"+p.Nonce+"'; img-src 'self' https: data:; connect-src 'self'; "+
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	_, _ = out.WriteTo(rw)
}

// page gathers what a person sees. The lock is held.
func (w *Workspace) page(at place) page {
	me := w.people[at.as]
	p := page{
		Nonce: secretWord(), Change: w.seq, Title: w.config.Title, Welcome: w.config.Welcome, Team: w.config.TeamName, Me: me,
		Clock: w.config.Clock().In(Person{}.zone()).Format("Monday 2 January 2006, 15:04"), Moves: w.config.Moves,
		At: placeFields{at.as, at.in}, AtHome: at.in == homePlace,
		AtApp:   at.in == homePlace || at.in == directMessage(at.as),
		HasHome: w.config.EventsURL != "" || w.config.AppToken != "",
		Hint:    "Type " + w.config.Command + " help",
	}
	if p.Title == "" {
		p.Title = w.config.TeamName
	}
	if p.AtHome {
		p.Room = w.bot.Name
		p.Home = w.drawHome(at)
	} else if room := w.conversations[at.in]; room != nil {
		p.Room, p.Closed = w.roomName(room), room.archived
		p.Messages = w.drawMessages(at, me, room)
		w.markRead(at.as, room)
	}
	p.People, p.Places, p.DM = w.peopleGroups(at), w.placeLinks(at), w.dmLink(at)
	p.News = newsFor(p.People)
	p.Status = w.drawStatus(me)
	p.Modal = w.drawModal(at)
	p.Examples = w.drawExamples(at)
	for _, m := range p.Messages {
		p.Tried = p.Tried || m.Ephemeral || !m.App
	}
	return p
}

func (w *Workspace) roomName(room *conversation) string {
	if room.with != "" {
		return w.bot.Name
	}
	return "# " + room.name
}

func (w *Workspace) surface(at place, action string, hidden map[string]string) blockkit.Surface {
	fields := map[string]string{"as": at.as, "in": at.in}
	for name, value := range hidden {
		fields[name] = value
	}
	var people, channels []string
	for _, p := range w.everyone() {
		if !p.Bot && !p.Deleted {
			people = append(people, p.ID)
		}
	}
	for _, c := range w.config.Channels {
		channels = append(channels, c.ID)
	}
	return blockkit.Surface{
		Action: action, Hidden: fields, People: people, Channels: channels, Zone: w.people[at.as].zone(),
		Person: func(id string) string {
			if p, ok := w.people[id]; ok {
				return p.Name
			}
			return id
		},
		Channel: func(id string) string {
			if c := w.conversations[id]; c != nil {
				return c.name
			}
			return id
		},
	}
}

// drawMessages draws a conversation, with replies beneath their parents.
func (w *Workspace) drawMessages(at place, me Person, room *conversation) []shownMessage {
	var shown []shownMessage
	where := map[string]int{} // a parent's ts → its place in shown
	replies := map[string][]shownMessage{}
	lastDay := ""
	for _, m := range room.messages {
		if !m.seenBy(at.as) {
			continue
		}
		one := w.drawMessage(at, me, m)
		if _, ok := where[m.threadTS]; ok && m.threadTS != "" {
			replies[m.threadTS] = append(replies[m.threadTS], one)
			continue
		}
		if day := stampTime(m.ts).In(me.zone()).Format("Monday 2 January 2006"); day != lastDay {
			one.Day, lastDay = day, day
		}
		one.CanReply = m.onlyFor == "" && !room.archived
		where[m.ts] = len(shown)
		shown = append(shown, one)
	}
	for ts, n := range where {
		shown[n].Thread = drawThread(ts, len(room.repliesTo(ts)), replies[ts])
	}
	return shown
}

func stampTime(ts string) time.Time { return time.UnixMicro(microseconds(ts)) }

func (w *Workspace) drawMessage(at place, me Person, m *message) shownMessage {
	content, err := template.HTML(""), error(nil)
	if m.text != "" || len(m.blocks) > 0 || len(m.files) == 0 {
		content, err = blockkit.Message(m.text, m.blocks, w.surface(at, "/act/press", map[string]string{"ts": m.ts}))
	}
	if err != nil {
		w.config.Logger.Error("a message could not be drawn", "error", err, "ts", m.ts)
		content = template.HTML(template.HTMLEscapeString(PlainText(m.blocks, m.text)))
	}
	name := "Slackbot"
	if p, ok := w.people[m.user]; ok {
		name = p.Name
	}
	return shownMessage{
		ID: "m" + m.ts, TS: m.ts, Name: name, Initials: initials(name), Colour: colour(m.user), App: m.user == w.bot.ID,
		Time: stampTime(m.ts).In(me.zone()).Format("15:04"), Ephemeral: m.onlyFor != "",
		Edited:  m.edited && len(m.blocks) == 0, // Slack says "(edited)" of plain text only
		Content: content, Files: w.drawFiles(at, m.files), Shortcuts: w.shortcutsOf(m), At: placeFields{at.as, at.in},
	}
}

// initials are the first letters of a name's first and last word.
func initials(name string) string {
	fields := strings.Fields(name)
	if len(fields) == 0 {
		return "?"
	}
	first, _ := utf8.DecodeRuneInString(fields[0])
	letters := string(first)
	if len(fields) > 1 {
		last, _ := utf8.DecodeRuneInString(fields[len(fields)-1])
		letters += string(last)
	}
	return strings.ToUpper(letters)
}

// colour is one of the stylesheet's eight colours for avatars, always the same for a person.
func colour(id string) int {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(id))
	return int(sum.Sum32() % 8)
}

func (w *Workspace) drawExamples(at place) []shownExample {
	var shown []shownExample
	for _, e := range w.config.Examples {
		one := shownExample{Text: e.Text, Why: e.Why, As: e.As, In: e.Channel}
		if one.As == "" {
			one.As = at.as
		}
		if one.In == "" {
			one.In = directMessage(one.As)
			if one.As == at.as && at.in != homePlace {
				one.In = at.in
			}
		}
		one.AsName = w.people[one.As].Name
		shown = append(shown, one)
	}
	return shown
}

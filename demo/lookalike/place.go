package lookalike

import (
	"net/http"
	"net/url"
	"strings"
)

// homePlace stands for the App Home, in place of a channel's id.
const homePlace = "home"

// place is who the visitor is and where they are. The page's address holds it, so that two windows can be two people.
type place struct {
	as string // person
	in string // channel, DM, or homePlace
}

func (p place) link() string {
	return "/?" + url.Values{"as": {p.as}, "in": {p.in}}.Encode()
}

// placeOf reads a place out of a query or a form. An unknown person becomes the first one who can act. A place where
// they cannot be becomes their DM with the bot.
func (w *Workspace) placeOf(values url.Values) place {
	at := place{as: values.Get("as"), in: values.Get("in")}
	w.mu.Lock()
	defer w.mu.Unlock()
	if p, ok := w.people[at.as]; !ok || p.Bot || p.Deleted {
		at.as = ""
		for _, p := range w.everyone() {
			if !p.Bot && !p.Deleted {
				at.as = p.ID
				break
			}
		}
	}
	if c := w.conversations[at.in]; at.in != homePlace && (c == nil || !c.has(at.as)) {
		at.in = directMessage(at.as)
	}
	return at
}

// servePermalink leads from a message's permalink to the page, as the first person who sees the channel.
func (w *Workspace) servePermalink(rw http.ResponseWriter, r *http.Request) {
	channel := r.PathValue("channel")
	digits := strings.TrimPrefix(r.PathValue("message"), "p")
	w.mu.Lock()
	as := ""
	if c := w.conversations[channel]; c != nil {
		for _, id := range c.members {
			if p := w.people[id]; !p.Bot && !p.Deleted {
				as = id
				break
			}
		}
	}
	w.mu.Unlock()
	if as == "" || len(digits) < 7 {
		http.NotFound(rw, r)
		return
	}
	ts := digits[:len(digits)-6] + "." + digits[len(digits)-6:]
	http.Redirect(rw, r, place{as, channel}.link()+"#m"+ts, http.StatusSeeOther)
}

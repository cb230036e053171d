package lookalike

import (
	"net/http"
	"time"
)

// shownStatus is a person's status as the page shows it: in words, as not every computer can draw a palm tree.
type shownStatus struct {
	Text  string // or the emoji's short name where there are no words
	Until string // "until Wednesday 10 January"; empty if it never ends
}

// drawStatus is what a person's status says. It is nil if it says nothing. The lock is held.
func (w *Workspace) drawStatus(p Person) *shownStatus {
	text, emoji, expiration := w.status(p)
	if text == "" && emoji == "" {
		return nil
	}
	s := &shownStatus{Text: text}
	if text == "" {
		s.Text = emoji
	}
	if expiration != 0 {
		// A status ends at midnight after its last day. People name that day.
		s.Until = "until " + time.Unix(expiration-1, 0).In(p.zone()).Format("Monday 2 January")
	}
	return s
}

// actStatus sets a person's status from the page: on leave until the end of a day, or nothing any more.
func (w *Workspace) actStatus(rw http.ResponseWriter, r *http.Request) {
	at, ok := w.acting(rw, r)
	if !ok {
		return
	}
	var s Status
	if r.PostForm.Get("status") == "leave" {
		s = Status{Text: "On leave", Emoji: ":palm_tree:"}
		if until := r.PostForm.Get("until"); until != "" {
			w.mu.Lock()
			zone, now := w.people[at.as].zone(), w.config.Clock()
			w.mu.Unlock()
			last, err := time.ParseInLocation(time.DateOnly, until, zone)
			s.Until = last.AddDate(0, 0, 1)
			switch {
			case err != nil:
				back(rw, r, at, notPossible("%q is not a day; give it as 2024-01-31", until))
				return
			case !s.Until.After(now):
				back(rw, r, at, notPossible("that day is past; give one from today on, or none"))
				return
			}
		}
	}
	back(rw, r, at, w.SetStatus(at.as, s))
}

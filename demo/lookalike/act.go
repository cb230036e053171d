package lookalike

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"chaser/demo/blockkit"
)

// What a person does on the page arrives here. It takes the same way as the driver's calls, and leads back to where the
// person was.

func (w *Workspace) actPress(rw http.ResponseWriter, r *http.Request) {
	at, ok := w.acting(rw, r)
	if !ok {
		return
	}
	ts := r.PostForm.Get("ts")
	anchor := w.threadAnchor(at, ts)
	w.mu.Lock()
	p, room, err := w.presence(at.as, at.in)
	w.mu.Unlock()
	if err == nil {
		_, err = w.pressInMessage(r.Context(), p, room, ts, r.PostForm)
	}
	backTo(rw, r, at, anchor, err)
}

// viewOf finds the view that a form was drawn for. It may be gone by now.
func (w *Workspace) viewOf(at place, form url.Values) (*View, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := w.view(form.Get("view"), "")
	if v == nil || v.person != at.as {
		return nil, notPossible("This window has changed meanwhile; here is how it stands now.")
	}
	return v, nil
}

// actModal handles every button of a modal: its cross, one among its blocks, or submit.
func (w *Workspace) actModal(rw http.ResponseWriter, r *http.Request) {
	at, ok := w.acting(rw, r)
	if !ok {
		return
	}
	v, err := w.viewOf(at, r.PostForm)
	if err != nil {
		back(rw, r, at, err)
		return
	}
	w.mu.Lock()
	entered := wholeForm(v, r.PostForm)
	w.mu.Unlock()
	switch {
	case r.PostForm.Has(blockkit.FieldDismiss):
		w.closeModal(r.Context(), v)
	case r.PostForm.Has(blockkit.FieldPress):
		var pressed url.Values
		if pressed, err = url.ParseQuery(r.PostForm.Get(blockkit.FieldPress)); err == nil {
			err = w.pressInModal(r.Context(), v, entered, pressed)
		}
	default:
		_, err = w.submit(r.Context(), v, entered)
	}
	back(rw, r, at, err)
}

// pressInModal keeps what was entered so far, and delivers a press. A menu's button carries no value, as the form holds
// what was chosen.
func (w *Workspace) pressInModal(ctx context.Context, v *View, entered, pressed url.Values) error {
	w.mu.Lock()
	v.enter(entered)
	if chosen, ok := v.typed[fieldName(pressed.Get(blockkit.FieldBlock), pressed.Get(blockkit.FieldAction))]; ok {
		pressed[blockkit.FieldValue] = chosen
	}
	w.mu.Unlock()
	_, err := w.pressInView(ctx, v, pressed)
	return err
}

// wholeForm adds the inputs that a browser leaves out of a form because nothing is chosen: boxes without a tick, lists
// without a choice.
func wholeForm(v *View, form url.Values) url.Values {
	whole := url.Values{}
	for name := range initialForm(v.JSON) {
		whole[name] = form[name]
		if whole[name] == nil {
			whole[name] = []string{}
		}
	}
	return whole
}

// actPressHome handles a press in the App Home.
func (w *Workspace) actPressHome(rw http.ResponseWriter, r *http.Request) {
	at, ok := w.acting(rw, r)
	if !ok {
		return
	}
	v, err := w.viewOf(at, r.PostForm)
	if err == nil {
		w.mu.Lock()
		v.pick(r.PostForm)
		w.mu.Unlock()
		_, err = w.pressInView(r.Context(), v, r.PostForm)
	}
	back(rw, r, at, err)
}

func (w *Workspace) actHome(rw http.ResponseWriter, r *http.Request) {
	at, ok := w.acting(rw, r)
	if !ok {
		return
	}
	err := w.OpenHome(r.Context(), at.as)
	back(rw, r, place{at.as, homePlace}, err)
}

func (w *Workspace) acting(rw http.ResponseWriter, r *http.Request) (place, bool) {
	r.Body = http.MaxBytesReader(rw, r.Body, maxCall)
	if err := r.ParseForm(); err != nil {
		http.Error(rw, "This form could not be read. Please go back and try again.", http.StatusBadRequest)
		return place{}, false
	}
	return w.placeOf(r.PostForm), true
}

// back leads to the page, with a sentence for the person if there is one.
func back(rw http.ResponseWriter, r *http.Request, at place, err error) { backTo(rw, r, at, "", err) }

// threadAnchor leads back to a message's thread as the page shows it. It is empty if the message is in none, and the
// page then opens at its end.
func (w *Workspace) threadAnchor(at place, ts string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	room := w.conversations[at.in]
	if room == nil {
		return ""
	}
	if thread := room.threadOf(ts); thread != "" && len(room.repliesTo(thread)) > 0 {
		return "#" + threadID(thread)
	}
	return ""
}

// backTo leads to one part of the page.
func backTo(rw http.ResponseWriter, r *http.Request, at place, anchor string, err error) {
	link := at.link()
	var sentence *NotPossible
	switch {
	case errors.As(err, &sentence):
		text := sentence.Sentence
		link += "&note=" + url.QueryEscape(strings.ToUpper(text[:1])+text[1:])
	case err != nil:
		link += "&note=" + url.QueryEscape("Something went wrong; the log says what.")
	}
	http.Redirect(rw, r, link+anchor, http.StatusSeeOther)
}

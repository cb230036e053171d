package lookalike

import "time"

// trigger is Slack's permission to open one modal for one person, who has just done something.
type trigger struct {
	person string
	view   string // the modal in which it was issued, for views.push
	issued time.Time
	used   bool
}

// issueTrigger makes a trigger_id. Its age is counted in real time, as the page's clock may stand still. The lock is
// held.
func (w *Workspace) issueTrigger(person, view string) string {
	id := "13345224609." + secretWord()
	w.triggers[id] = &trigger{person: person, view: view, issued: time.Now()}
	return id
}

// takeTrigger uses up a trigger. If it cannot be used, it returns Slack's word for the reason. The lock is held.
func (w *Workspace) takeTrigger(id string) (*trigger, string) {
	t := w.triggers[id]
	switch {
	case t == nil:
		return nil, "invalid_trigger_id"
	case t.used:
		return nil, "exchanged_trigger_id"
	case time.Since(t.issued) > w.config.AnswerWithin:
		return nil, "expired_trigger_id"
	}
	t.used = true
	return t, ""
}

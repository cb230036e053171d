package bot

import (
	"context"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// The performance team sets here what the register holds, one thing at a time; see register_form.go for how a form
// saves it. Many things at once come in with an import.

const (
	pressAdmin     = "admin"
	pressAdminList = "admin_list" // of the list that the subject's Do names
	pressAdminEdit = "admin_edit" // opens the form of an entry of that list
)

// The lists of the register, as the line reader names them.
const (
	theCollections = "collections"
	theTargets     = "targets"
	thePeople      = "people"
	theCommittees  = "committees"
	theIndicators  = "indicators"
)

func adminConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"admin"}, read: func(r line.Reader) command { return askAdmin{r.Admin()} }}},
		help: []helpLine{
			{typed: "admin", does: "(performance team) sets what the register holds: collections, people, indicators, targets and committees", who: []audience{adminTeam}},
			{typed: "admin target 178 70 from Q1 2024/25", does: "(performance team) sets an indicator's target; you see what changes before it is saved", who: []audience{adminTeam}},
		},
		named: []string{"register", "targets", "people", "committees", "definitions", "settings"},
		about: "A form changes one thing. To change many at once, import a file.",
		presses: []press{
			{id: pressAdmin, answer: pressedAdmin},
			{id: pressAdminList, answer: pressedAdminList},
			{id: pressAdminEdit, answer: pressedAdminEdit},
		},
		modals: []modal{{adminListForm, submittedAdminList}},
	}
}

// askAdmin is “/kpi admin”, “/kpi admin targets”, “/kpi admin target 178 70 from 2024-25Q1”.
type askAdmin struct {
	line.Admin
}

func (askAdmin) effect() effect { return changes }

func (c askAdmin) answer(ctx context.Context, v *visit) (*Message, error) {
	switch {
	case c.What == theCollections:
		return pressedCollections(ctx, v, subject{})
	case !v.asker.Is(kpi.Admin):
		return nil, denyAdmin(v.command)
	case c.Code != "" && (c.What == theTargets || c.What == "" && (c.Target != "" || !c.From.IsZero())):
		return v.openTargets(ctx, c.Code, boxes{kpi.FieldTarget: c.Target, kpi.FieldFrom: periodText(c.From)})
	case c.Code != "":
		return v.openIndicator(ctx, c.Code)
	case c.What != "":
		return v.openAdmin(ctx, c.What, c.Words)
	case c.Words != "":
		if _, _, ok := v.mentionFirst(c.Words); ok {
			return v.openAdmin(ctx, thePeople, c.Words)
		}
		return nil, kpi.Refuse(kpi.FieldIndicator, "There is no “admin %s”. Type `%s admin` for what can be set.", kpi.Excerpt(c.Words), v.command)
	}
	return v.openModal(ctx, adminView())
}

// openAdmin opens a list: all of it, what the words find, or what is somebody's who is mentioned. Of the people it
// opens the form of whom is mentioned.
func (v *visit) openAdmin(ctx context.Context, list, typed string) (*Message, error) {
	if id, _, ok := v.mentionFirst(typed); ok {
		if list != thePeople {
			return v.showAdminList(ctx, subject{Do: list, Person: id})
		}
		_, known, err := v.store.Person(ctx, id)
		switch {
		case err != nil:
			return nil, err
		case known:
			return v.openDesk(ctx, &personDesk{visit: v, id: id}, subject{Person: id}, nil)
		}
		return v.openDesk(ctx, &personDesk{visit: v}, subject{}, boxes{kpi.FieldWho: id})
	}
	return v.showAdminList(ctx, subject{Do: list, Typed: typed})
}

func denyAdmin(command string) error {
	return kpi.Deny(kpi.FieldIndicator, "Only the performance team sets what the register holds. Type `%s team` to see who they are.", command)
}

func pressedAdmin(ctx context.Context, v *visit, _ subject) (*Message, error) {
	return askAdmin{}.answer(ctx, v)
}

func pressedAdminList(ctx context.Context, v *visit, s subject) (*Message, error) {
	if !v.asker.Is(kpi.Admin) {
		return nil, denyAdmin(v.command)
	}
	return v.showAdminList(ctx, s)
}

func pressedAdminEdit(ctx context.Context, v *visit, s subject) (*Message, error) {
	if !v.asker.Is(kpi.Admin) {
		return nil, denyAdmin(v.command)
	}
	switch s.Do {
	case thePeople:
		return v.openDesk(ctx, &personDesk{visit: v, id: s.Person}, subject{Person: s.Person}, nil)
	case theIndicators:
		return v.openIndicator(ctx, s.Code)
	case theCommittees:
		return v.openDesk(ctx, &committeeDesk{visit: v, committee: s.Committee}, subject{Committee: s.Committee}, nil)
	}
	return v.openTargets(ctx, s.Code, nil)
}

// showAdminList shows a page of a list. Another page takes its place.
func (v *visit) showAdminList(ctx context.Context, s subject) (*Message, error) {
	view, err := v.adminList(ctx, s)
	if err != nil {
		return nil, err
	}
	if v.inView.CallbackID != adminListForm {
		return v.openModal(ctx, view)
	}
	if _, err := v.slack.UpdateViewContext(ctx, view, "", v.viewHash, v.viewID); err != nil && !overtaken(err) {
		return nil, fmt.Errorf("turning the page: %w", explained(err))
	}
	return nil, nil
}

// submittedAdminList finds what the list's inputs name.
func submittedAdminList(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	if !v.asker.Is(kpi.Admin) {
		return v.modalError(denyAdmin(v.command), view, fieldFind)
	}
	list, err := v.adminList(ctx, subject{
		Do: readSubject(view.PrivateMetadata).Do, Typed: entered(view, fieldFind), Person: entered(view, kpi.FieldWho),
	})
	if err != nil {
		return v.modalError(err, view, fieldFind)
	}
	return slack.NewUpdateViewSubmissionResponse(&list)
}

// adminList reads a page of the list that the subject names.
func (v *visit) adminList(ctx context.Context, s subject) (slack.ModalViewRequest, error) {
	var (
		page adminPage
		err  error
		of   = store.PageOf{Words: s.Typed, Person: s.Person, From: s.From, Size: maxPageItems}
	)
	switch s.Do {
	case thePeople:
		page, err = v.peoplePage(ctx, of)
	case theCommittees:
		page, err = v.committeesPage(ctx, of)
	case theIndicators:
		page, err = v.indicatorsPage(ctx, of)
	default:
		s.Do = theTargets
		page, err = v.targetsPage(ctx, of)
	}
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	return adminListView(s, page), nil
}

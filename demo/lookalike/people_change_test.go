package lookalike

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestAStatusIsTakenFromUsersInfo(t *testing.T) {
	t.Parallel()
	clock := &handClock{at: time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)}
	w, a := stage(t, func(c *Config) {
		c.Clock = clock.now
		c.People[4].StatusText, c.People[4].StatusEmoji = "In committee", ":classical_building:"
	})
	says := func(who, text, emoji string, expiration int64) {
		t.Helper()
		u, err := a.api.GetUserInfo(who)
		if err != nil || u.Profile.StatusText != text || u.Profile.StatusEmoji != emoji || int64(u.Profile.StatusExpiration) != expiration {
			t.Errorf("%s says %q %q until %d, %v", who, u.Profile.StatusText, u.Profile.StatusEmoji, u.Profile.StatusExpiration, err)
		}
	}
	says("U0MGR", "In committee", ":classical_building:", 0)
	says("U0COR", "", "", 0)

	until := clock.now().Add(time.Hour)
	if err := w.SetStatus("U0COR", Status{Text: "On leave", Emoji: ":palm_tree:", Until: until}); err != nil {
		t.Fatal(err)
	}
	says("U0COR", "On leave", ":palm_tree:", until.Unix())
	clock.turn(time.Hour)
	says("U0COR", "", "", 0)
	if err := w.SetStatus("U0MGR", Status{}); err != nil {
		t.Fatal(err)
	}
	says("U0MGR", "", "", 0)
	if w.SetStatus("U0NOBODY", Status{}) == nil || w.SetStatus("U0CHASER", Status{}) == nil {
		t.Error("nobody has a status, or the bot")
	}
	noRefusals(t, w)
}

func TestSomebodyMovesToAnotherZone(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	if err := w.SetZone("U0COR", "America/New_York"); err != nil {
		t.Fatal(err)
	}
	if u, err := a.api.GetUserInfo("U0COR"); err != nil || u.TZ != "America/New_York" || u.TZOffset > -4*3600 {
		t.Errorf("%+v, %v", u, err)
	}
	if w.SetZone("U0COR", "Europe/Ely") == nil || w.SetZone("U0COR", "") == nil {
		t.Error("there is a zone that is none")
	}
}

func TestWhoIsDeactivatedCanDoNothingAndStillGetsMessages(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	typed(t, w, "U0COR", "C0CSMI", "My own words")
	if err := w.Deactivate("U0COR"); err != nil {
		t.Fatal(err)
	}
	if u, err := a.api.GetUserInfo("U0COR"); err != nil || !u.Deleted {
		t.Errorf("%+v, %v", u, err)
	}
	if _, err := w.Type(t.Context(), "U0COR", "C0CSMI", "/kpi"); err == nil {
		t.Error("they type on")
	}
	if page := shownPage(t, w, "/?as=U0COR"); strings.Contains(page, `<option value="U0COR"`) || !strings.Contains(page, `value="U0LIB" selected`) {
		t.Error("one can be them still")
	}
	for _, to := range []string{"U0COR", "D0COR"} {
		if channel, _, err := a.api.PostMessage(to, slack.MsgOptionText("178 is due", false)); err != nil || channel != "D0COR" {
			t.Errorf("a message to %s: %s, %v", to, channel, err)
		}
	}
	noRefusals(t, w)
	if _, _, _, err := a.api.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0COR"}}); err == nil || err.Error() != "user_disabled" {
		t.Errorf("conversations.open: %v", err)
	}
}

func TestAChannelIsArchivedAndTheBotRemoved(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	_, ts, err := a.api.PostMessage("C0CSMI", slack.MsgOptionText("x", false))
	if err != nil {
		t.Fatal(err)
	}
	change := func(f func(string) error) {
		t.Helper()
		if err := f("C0CSMI"); err != nil {
			t.Fatal(err)
		}
	}
	wants := func(post, update, history string) {
		t.Helper()
		code := func(err error) string {
			if err == nil {
				return ""
			}
			return err.Error()
		}
		_, _, posting := a.api.PostMessage("C0CSMI", slack.MsgOptionText("y", false))
		_, _, _, updating := a.api.UpdateMessage("C0CSMI", ts, slack.MsgOptionText("z", false))
		_, reading := a.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0CSMI"})
		if code(posting) != post || code(updating) != update || code(reading) != history {
			t.Errorf("posting %v, updating %v, reading %v", posting, updating, reading)
		}
	}
	wants("", "", "")
	change(w.Archive)
	wants("is_archived", "is_inactive", "")
	change(w.Unarchive)
	wants("", "", "")
	change(w.RemoveBot)
	wants("not_in_channel", "channel_not_found", "not_in_channel")
	if info, err := a.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C0CSMI"}); err != nil || info.IsMember {
		t.Errorf("%+v, %v", info, err)
	}
	change(w.InviteBot)
	wants("", "", "")
	if w.Archive("D0COR") == nil || w.RemoveBot("C0NONE") == nil {
		t.Error("a DM is archived, or a channel that is none")
	}
}

func TestALeaveIsSetOnThePage(t *testing.T) {
	t.Parallel()
	clock := &handClock{at: time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)}
	w, a := stage(t, func(c *Config) { c.Clock = clock.now })
	here := "/?as=U0COR&in=D0COR"
	set := func(status, until string) string {
		form := formsTo(shownPage(t, w, here), "/act/status")[0]
		form.Set("status", status)
		form.Set("until", until)
		_, to := postForm(t, w, "/act/status", form)
		return strings.TrimPrefix(to, here)
	}
	if note := set("leave", "2024-01-10"); note != "" {
		t.Fatal(note)
	}
	if page := shownPage(t, w, here); !strings.Contains(page, "On leave until Wednesday 10 January") {
		t.Error("their own page does not say so")
	}
	if page := shownPage(t, w, "/?as=U0MGR"); !strings.Contains(page, `<option value="U0COR">Coroner · On leave`) {
		t.Error("the list of people does not say so")
	}
	if u, err := a.api.GetUserInfo("U0COR"); err != nil || time.Unix(int64(u.Profile.StatusExpiration), 0).UTC().Format(time.DateTime) != "2024-01-11 00:00:00" {
		t.Errorf("%+v, %v", u, err)
	}
	set("", "")
	if page := shownPage(t, w, here); strings.Contains(page, "On leave until W") {
		t.Error("it is not cleared")
	}
	if note := set("leave", ""); note != "" || !strings.Contains(shownPage(t, w, here), "<p>On leave ") {
		t.Errorf("leave without an end: %q", note)
	}
	for _, until := range []string{"2024-01-07", "soon"} {
		if note, _ := url.QueryUnescape(set("leave", until)); !strings.Contains(note, "day") {
			t.Errorf("until %s: %q", until, note)
		}
	}
}

package lookalike

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/slack-go/slack"
)

// Requests, events and answers say which workspace something comes from, in Slack's way.
func TestOrganisationsAndSharedChannels(t *testing.T) {
	t.Parallel()
	w, a := stage(t, listens, func(c *Config) {
		c.EnterpriseID = "E0REGION"
		c.People = append(c.People, Person{ID: "U0NEXT", Name: "Next door", TeamID: "T0NEXT", EnterpriseID: "E0REGION"})
		c.Channels[0].Members = append(c.Channels[0].Members, "U0NEXT")
	})
	var event struct {
		TeamID         string `json:"team_id"`
		EnterpriseID   string `json:"enterprise_id"`
		APIAppID       string `json:"api_app_id"`
		Shared         bool   `json:"is_ext_shared_channel"`
		ContextTeamID  string `json:"context_team_id"`
		Authorizations []struct {
			TeamID       string `json:"team_id"`
			EnterpriseID string `json:"enterprise_id"`
		} `json:"authorizations"`
	}
	a.onEvent = func(_ http.ResponseWriter, _ *http.Request, body []byte) {
		event.EnterpriseID = ""
		if err := json.Unmarshal(body, &event); err != nil {
			t.Error(err)
		}
	}
	who, err := a.api.AuthTest()
	if err != nil || who.EnterpriseID != "E0REGION" {
		t.Errorf("auth.test: %+v, %v", who, err)
	}
	bot, err := a.api.GetBotInfo(slack.GetBotInfoParameters{Bot: who.BotID})
	if err != nil || bot.AppID != "A0CHASER" || bot.UserID != "U0CHASER" {
		t.Errorf("bots.info: %+v, %v", bot, err)
	}
	next, err := a.api.GetUserInfo("U0NEXT")
	if err != nil || next.TeamID != "T0NEXT" || next.Enterprise.EnterpriseID != "E0REGION" {
		t.Errorf("users.info: %+v, %v", next, err)
	}

	a.onCommand = func(rw http.ResponseWriter, c slack.SlashCommand) {
		_, _ = io.WriteString(rw, c.TeamID+" "+c.EnterpriseID)
	}
	for person, want := range map[string]string{"U0COR": "T0COUNCIL E0REGION", "U0NEXT": "T0NEXT E0REGION", "U0OUT": "T0OTHER "} {
		if said := string(typed(t, w, person, "C0CSMI", "/kpi").Body); said != want {
			t.Errorf("the command of %s comes from %q, want %q", person, said, want)
		}
	}
	typed(t, w, "U0COR", "C0CSMI", "@Chaser 178")
	if event.TeamID != "T0COUNCIL" || event.EnterpriseID != "E0REGION" || event.Shared || event.ContextTeamID != "T0COUNCIL" || event.APIAppID != "A0CHASER" {
		t.Errorf("a mention: %+v", event)
	}

	if err := w.Share("C0CSMI", "T0OTHER"); err != nil {
		t.Fatal(err)
	}
	room, err := a.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C0CSMI"})
	if err != nil || !room.IsExtShared || !room.IsShared || room.IsOrgShared || room.ConnectedTeamIDs[0] != "T0OTHER" {
		t.Errorf("conversations.info: %+v, %v", room, err)
	}
	typed(t, w, "U0OUT", "C0CSMI", "@Chaser 178")
	if event.TeamID != "T0OTHER" || event.EnterpriseID != "" || !event.Shared || event.Authorizations[0].TeamID != "T0COUNCIL" || event.Authorizations[0].EnterpriseID != "E0REGION" {
		t.Errorf("a mention in a shared channel: %+v", event)
	}
	if out, err := a.api.GetUserInfo("U0OUT"); err != nil || out.IsStranger || out.TeamID != "T0OTHER" {
		t.Errorf("somebody in a shared channel is no stranger to the app: %+v, %v", out, err)
	}
	noRefusals(t, w)
	if _, err := a.api.GetBotInfo(slack.GetBotInfoParameters{Bot: who.UserID}); err == nil || err.Error() != "bot_not_found" {
		t.Errorf("bots.info of a user: %v", err)
	}
}

// Slack lets a deactivated account do nothing. A test may still want to see what would happen.
func TestGhosts(t *testing.T) {
	t.Parallel()
	for _, ghosts := range []bool{false, true} {
		w, a := stage(t, func(c *Config) { c.Ghosts = ghosts })
		a.onCommand = func(rw http.ResponseWriter, _ slack.SlashCommand) { _, _ = io.WriteString(rw, "Heard.") }
		if err := w.Become("U0COR", func(p *Person) { p.Deleted = true }); err != nil {
			t.Fatal(err)
		}
		answer, err := w.Type(t.Context(), "U0COR", "C0CSMI", "/kpi")
		if acted := err == nil && string(answer.Body) == "Heard."; acted != ghosts {
			t.Errorf("with Ghosts %v it acted: %v, %v", ghosts, acted, err)
		}
	}
}

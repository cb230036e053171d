package lookalike

import "strings"

func (w *Workspace) userInfo(c call) (answer, *apiError) {
	p, ok := w.people[c.get("user")]
	if !ok {
		return failed("user_not_found")
	}
	return answer{"user": w.userJSON(p)}, nil
}

func (w *Workspace) userByEmail(c call) (answer, *apiError) {
	email := c.get("email")
	for _, p := range w.people {
		if email != "" && strings.EqualFold(p.Email, email) && !p.Deleted {
			return answer{"user": w.userJSON(p)}, nil
		}
	}
	return failed("users_not_found")
}

func (w *Workspace) userJSON(p Person) map[string]any {
	now := w.config.Clock().In(p.zone())
	zone, offset := now.Zone()
	statusText, statusEmoji, statusExpiration := w.status(p)
	j := map[string]any{
		"id": p.ID, "team_id": p.TeamID, "name": p.handle(), "real_name": p.Name, "deleted": p.Deleted, "is_bot": p.Bot,
		"is_restricted": p.Restricted || p.UltraRestricted, "is_ultra_restricted": p.UltraRestricted,
		"is_stranger": w.stranger(p), "is_app_user": false, "is_admin": false, "is_owner": false,
		"tz": p.TZ, "tz_label": zone, "tz_offset": offset,
		"profile": map[string]any{
			"real_name": p.Name, "real_name_normalized": p.Name, "display_name": p.Name, "display_name_normalized": p.Name,
			"title": p.Title, "email": p.Email, "team": p.TeamID,
			"status_text": statusText, "status_emoji": statusEmoji, "status_expiration": statusExpiration,
		},
	}
	if p.EnterpriseID != "" {
		j["enterprise_user"] = map[string]any{"id": p.ID, "enterprise_id": p.EnterpriseID, "teams": []string{p.TeamID}}
	}
	return j
}

// stranger is Slack's is_stranger: somebody of another workspace, with whom the app shares no channel. If they share
// one, only the team shows that they are of another workspace.
func (w *Workspace) stranger(p Person) bool {
	if p.TeamID == w.config.TeamID {
		return false
	}
	for _, c := range w.conversations {
		if (c.shared != "" || c.orgWide) && c.has(p.ID) && c.has(w.bot.ID) {
			return false
		}
	}
	return true
}

package lookalike

import (
	"encoding/base64"
	"slices"
	"strings"
)

// usersPerPage is how many accounts users.list gives if the call does not say. mostPerPage is the most that it gives,
// however many are asked for.
const (
	usersPerPage = 100
	mostPerPage  = 999
)

// userList is users.list: a page of everybody who has or had an account here, guests, bots and deactivated people among
// them. Somebody of another workspace who shares a channel is in it too, as a stranger. The e-mail address needs a
// scope of its own.
func (w *Workspace) userList(c call) (answer, *apiError) {
	everyone := w.everyone()
	from := 0
	if cursor := c.get("cursor"); cursor != "" {
		id, err := base64.StdEncoding.DecodeString(cursor)
		after, ours := strings.CutPrefix(string(id), "user:")
		from = slices.IndexFunc(everyone, func(p Person) bool { return p.ID == after })
		if err != nil || !ours || from < 0 {
			return failed("invalid_cursor")
		}
	}
	limit := min(c.number("limit", usersPerPage), mostPerPage)
	next := ""
	page := everyone[from:]
	if len(page) > limit {
		next = base64.StdEncoding.EncodeToString([]byte("user:" + page[limit].ID))
		page = page[:limit]
	}
	members := make([]any, 0, len(page))
	for _, p := range page {
		one := w.userJSON(p)
		if profile, ok := one["profile"].(map[string]any); ok && !w.granted("users:read.email") {
			delete(profile, "email")
		}
		members = append(members, one)
	}
	return answer{"members": members, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

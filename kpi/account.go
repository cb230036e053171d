package kpi

// Account is what kind of Slack account somebody has. Chaser obeys full members of the council's own workspace or of
// its organisation, and nobody else, whatever the register says of them.
type Account string

// The accounts there are.
const (
	AccountUnknown     Account = "" // Slack has not been asked, or has not said
	AccountFull        Account = "full"
	AccountGuest       Account = "guest"
	AccountBot         Account = "bot"
	AccountForeign     Account = "foreign" // of another organisation
	AccountDeactivated Account = "deactivated"
)

// Why an account is not obeyed. A bot is not told so: the two would answer each other for ever.
var (
	BotRefused         = Refuse("", "Chaser answers people, not bots.")
	guestRefused       = Deny("", "Chaser answers full members of the workspace, and you are a guest. Please ask your contact at the council.")
	foreignRefused     = Deny("", "Chaser answers members of the council's own workspace, and you belong to another. Please ask your contact at the council.")
	deactivatedRefused = Deny("", "This account has been deactivated, so Chaser does not answer it.")
)

// Refusal is why the account is not obeyed; nil where it may be, as far as is known.
func (a Account) Refusal() *Refusal {
	switch a {
	case AccountBot:
		return BotRefused
	case AccountGuest:
		return guestRefused
	case AccountForeign:
		return foreignRefused
	case AccountDeactivated:
		return deactivatedRefused
	}
	return nil
}

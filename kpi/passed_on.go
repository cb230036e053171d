package kpi

import "slices"

// PassedOn is who is told news of an indicator instead of somebody whose account is deactivated: the next one who can
// act on it. postedBy is who posted the figure, where the news is of one. Nobody is told instead of an asker. Nor is
// anybody told instead of one of the performance team, since the others have the news themselves.
func (c Chase) PassedOn(kind NoticeKind, i Indicator, p Period, postedBy string, day Date) []Contact {
	var next []Contact
	switch kind {
	case NewsRed, NewsRedDigest:
		return c.Alerted(i, postedBy, day)
	case NewsQuestion:
		for _, who := range c.QuestionFor(i, p, day) {
			contact, _ := c.contact(who.SlackID)
			next = append(next, contact)
		}
	case NewsSentBack, NewsNudge:
		if asked, known := c.contact(c.AskedFor(i, p, day).SlackID); known {
			return []Contact{asked}
		}
		return c.team()
	}
	return next
}

// ToldOfGone is who is told that somebody's account is deactivated: the performance team.
func (c Chase) ToldOfGone(slackID string) []Contact {
	return slices.DeleteFunc(c.team(), func(who Contact) bool { return who.SlackID == slackID })
}

package kpi

// signAgain is after how many working days whoever signs off hears once more of a figure that still waits for them.
const signAgain = 3

// Unsigned is a figure that awaits sign-off.
type Unsigned struct {
	Posted Date   // the council's day on which it was
	By     string // Slack id of who posted it
}

// unsigned are the figures that await the person's sign-off: of indicators that they manage, and for the performance
// team of those whose figures nobody else can sign. A figure counts from the day after it was posted, so that a day's
// figures come in one message.
func (c Chase) unsigned(who Contact, day Date) []owedItem {
	if len(c.Unsigned) == 0 {
		return nil
	}
	var list []owedItem
	about := c.about(who)
	for n := range about.count() {
		i := about.at(n)
		for _, p := range c.index.unsigned[i.Code] {
			waiting := c.Unsigned[Subject{i.Code, p}]
			posted := waiting.Posted
			if !posted.Before(day) || !c.signs(who, i, waiting.By) {
				continue
			}
			item := Item{Duty: DutySign, Subject: Subject{i.Code, p}, Owner: i.Owner}
			if k, collected := Collected(c.Collections, i.Frequency, p); collected {
				item.Due = k.Deadline(c.Calendar)
			}
			list = append(list, owedItem{item, c.lastAskedToSign(posted, day)})
		}
	}
	return list
}

// lastAskedToSign is the latest day, up to the one that is given, on which whoever signs off hears of a figure that was
// posted on an earlier day.
func (c Chase) lastAskedToSign(posted, day Date) Date {
	key := signKey{posted, day}
	asked, known := c.index.signed[key]
	if !known {
		first := c.Calendar.OnOrAfter(posted.AddDays(1))
		waited := c.Calendar.WorkingDays(first, day)
		asked = c.Calendar.AddWorkingDays(first, waited-waited%signAgain)
		c.index.signed[key] = asked
	}
	return asked
}

// signs reports whether it is the person who is asked to sign what somebody posted of the indicator: who signs it off,
// or where there is nobody whose account still is, whoever of the performance team may.
func (c Chase) signs(who Contact, i Indicator, postedBy string) bool {
	signers := c.signersOf(i)
	if signer, known := c.contact(signers.Of(i, postedBy).SlackID); known && !signer.Deactivated {
		return signer.SlackID == who.SlackID
	}
	return who.Is(Admin) && signers.May(who.Person, i, postedBy)
}

// signersOf are who signs off the indicator's figures.
func (c Chase) signersOf(i Indicator) Signers {
	owner, _ := c.contact(i.Owner)
	var s Signers
	for _, id := range []string{i.Manager, owner.Manager} {
		if p, known := c.contact(id); known {
			s.InTurn = append(s.InTurn, p.Person)
		}
	}
	for _, k := range c.Committees {
		if k.Name == i.Committee {
			s.Own = k.SelfSignOff
		}
	}
	return s
}

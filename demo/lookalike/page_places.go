package lookalike

// Beside the names of people and places the page says what a person has not seen yet. So a newcomer notices that a
// manager was alerted while they were the coroner. As in Slack, a message that was only updated is not new again.

type reading struct{ person, channel string }

// markRead records that a person has now seen everything in a conversation. The lock is held.
func (w *Workspace) markRead(person string, room *conversation) {
	w.read[reading{person, room.id}] = w.seq
}

// unread counts what others have written since the person last looked. The lock is held.
func (w *Workspace) unread(person string, room *conversation) int {
	count := 0
	for _, m := range room.messages {
		if m.born > w.read[reading{person, room.id}] && m.user != person && m.seenBy(person) {
			count++
		}
	}
	return count
}

// peopleGroups lists everyone who can act, by title, in the order of Config.
func (w *Workspace) peopleGroups(at place) []peopleGroup {
	var groups []peopleGroup
	byTitle := map[string]int{}
	for _, p := range w.everyone() {
		if p.Bot || p.Deleted {
			continue
		}
		n, ok := byTitle[p.Title]
		if !ok {
			n = len(groups)
			byTitle[p.Title] = n
			groups = append(groups, peopleGroup{Title: p.Title})
		}
		groups[n].People = append(groups[n].People, personLink{
			ID: p.ID, Name: p.Name, Status: w.drawStatus(p),
			Link: place{p.ID, directMessage(p.ID)}.link(), Chosen: p.ID == at.as,
			New: w.unread(p.ID, w.conversations[directMessage(p.ID)]),
		})
	}
	return groups
}

// newsFor lists the people who have something new, without the one that the newcomer is now.
func newsFor(groups []peopleGroup) []personLink {
	var news []personLink
	for _, g := range groups {
		for _, p := range g.People {
			if p.New > 0 && !p.Chosen {
				news = append(news, p)
			}
		}
	}
	return news
}

// placeLinks lists the channels that a person is in.
func (w *Workspace) placeLinks(at place) []placeLink {
	var links []placeLink
	for _, c := range w.config.Channels {
		if room := w.conversations[c.ID]; room.has(at.as) {
			links = append(links, placeLink{
				Link: place{at.as, c.ID}.link(), Name: c.Name, Chosen: at.in == c.ID, New: w.unread(at.as, room),
			})
		}
	}
	return links
}

func (w *Workspace) dmLink(at place) placeLink {
	id := directMessage(at.as)
	link := placeLink{Link: place{at.as, id}.link(), Name: w.bot.Name, Chosen: at.in == id}
	if room := w.conversations[id]; room != nil {
		link.New = w.unread(at.as, room)
	}
	return link
}

package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
)

// cardProof is what the trail says of a published card.
type cardProof struct {
	Indicator string `json:"indicator"`
	Figure    int64  `json:"figure,omitempty"`
	SHA256    string `json:"sha256"` // of the card as it is kept
	Period    string `json:"period,omitempty"`
}

// publicationDetail is what the trail says of a publication.
type publicationDetail struct {
	Automatic   bool        `json:"automatic"`
	Anyway      bool        `json:"anyway"`
	Cards       []cardProof `json:"cards"`
	Publication int64       `json:"publication,omitempty"` // 0: an earlier release did not record it
	Last        *lastThere  `json:"last,omitempty"`        // nil: an earlier release did not record it
}

// lastThere are the last figure, question and action that there were when a period was published. What came later may
// keep the publication from being taken back.
type lastThere struct {
	Figure   int64 `db:"last_figure" json:"figure"`
	Question int64 `db:"last_question" json:"question"`
	Action   int64 `db:"last_action" json:"action"`
}

type provenPublication struct {
	Chain, Actor, Subject, Detail *string
	Seq                           *int64
	ID                            *int64
	Committee, Period, By         *string
	Automatic                     *bool
	At, TakenBackAt               *time.Time
	TakenBackBy                   *string
	Cards                         *string // JSON
	UndoneChain, UndoneActor      *string
	UndoneSeq                     *int64
	UndoneAt                      *time.Time
	Last                          [3]*int64
}

// verifyPublications compares every publication, its cards and its taking back with the trail.
func verifyPublications(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	rows, err := tx.QueryxContext(ctx, `
		WITH entries AS (
			SELECT e.*, row_number() OVER (PARTITION BY chain, subject, at ORDER BY seq) AS nth
			FROM audit_entries e WHERE act = 'published' AND subject LIKE 'period %'),
		editions AS (
			SELECT b.*, row_number() OVER (PARTITION BY committee, period, published_at ORDER BY id) AS nth,
			       (SELECT json_agg(json_build_object('indicator', COALESCE(i.code, 'number ' || c.indicator_id), 'figure', c.figure_id, 'period', c.period,
			                                          'sha256', encode(sha256(convert_to(c.card, 'UTF8')), 'hex')) ORDER BY c.indicator_id)
			        FROM edition_cards c LEFT JOIN indicators i ON i.id = c.indicator_id WHERE c.publication_id = b.id) AS cards
			FROM publication_editions b),
		undone AS (
			SELECT DISTINCT ON (publication) chain, seq, at, actor, CAST(CAST(detail AS json)->>'publication' AS bigint) AS publication
			FROM audit_entries WHERE act = 'undone' AND subject LIKE 'period %' ORDER BY publication, chain, seq DESC)
		SELECT e.chain, e.seq, e.actor, e.subject, e.detail, b.id, b.committee, b.period, COALESCE(b.published_by, ''), b.automatic, b.published_at,
		       b.taken_back_at, COALESCE(b.taken_back_by, ''), b.cards, u.chain, u.seq, u.actor, u.at,
		       b.last_figure, b.last_question, b.last_action
		FROM entries e
		FULL JOIN editions b ON b.committee = e.chain AND 'period ' || b.period = e.subject AND b.published_at = e.at AND b.nth = e.nth
		LEFT JOIN undone u ON u.publication = b.id
		ORDER BY e.chain, e.seq, b.id`)
	if err != nil {
		return nil, fmt.Errorf("comparing the publications: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var p provenPublication
		err := rows.Scan(&p.Chain, &p.Seq, &p.Actor, &p.Subject, &p.Detail, &p.ID, &p.Committee, &p.Period, &p.By, &p.Automatic, &p.At,
			&p.TakenBackAt, &p.TakenBackBy, &p.Cards, &p.UndoneChain, &p.UndoneSeq, &p.UndoneActor, &p.UndoneAt,
			&p.Last[0], &p.Last[1], &p.Last[2])
		if err != nil {
			return nil, fmt.Errorf("comparing the publications: %w", err)
		}
		if broken, err := p.prove(); broken != nil || err != nil {
			return broken, err
		}
	}
	return nil, wrapped(rows.Err(), "comparing the publications")
}

func (p *provenPublication) prove() (*BrokenEntry, error) {
	if p.Seq == nil {
		return &BrokenEntry{*p.Committee, 0, fmt.Sprintf("the publication of %s on %s is there, and no entry says so.", *p.Period, p.At.UTC().Format(time.RFC3339Nano))}, nil
	}
	at := entryPlace{*p.Chain, *p.Seq, "the publication of " + *p.Subject}
	if p.ID == nil {
		return at.broken("it is not there as it was recorded: it was deleted, or given another committee, period or time."), nil
	}
	var said publicationDetail
	if err := json.Unmarshal([]byte(*p.Detail), &said); err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	switch {
	case said.Publication != 0 && said.Publication != *p.ID:
		return at.differs("number", fmt.Sprint(*p.ID), fmt.Sprint(said.Publication)), nil
	case *p.By != *p.Actor:
		return at.differs("who published it", *p.By, *p.Actor), nil
	case *p.Automatic != said.Automatic:
		return at.differs("being published by itself", fmt.Sprint(*p.Automatic), fmt.Sprint(said.Automatic)), nil
	case said.Last != nil && !said.Last.are(p.Last):
		return at.broken("what was there when it was published is not what was recorded."), nil
	}
	if broken, err := p.proveCards(at, said.Cards); broken != nil || err != nil {
		return broken, err
	}
	return p.proveTakenBack(at), nil
}

func (l lastThere) are(ids [3]*int64) bool {
	return !slices.Contains(ids[:], nil) && l == lastThere{*ids[0], *ids[1], *ids[2]}
}

func (p *provenPublication) proveCards(at entryPlace, said []cardProof) (*BrokenEntry, error) {
	var kept []cardProof
	if p.Cards != nil {
		if err := json.Unmarshal([]byte(*p.Cards), &kept); err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
	}
	cards := map[string]cardProof{}
	for _, c := range kept {
		cards[codeKey(c.Indicator)] = c
	}
	for _, c := range said {
		is, found := cards[codeKey(c.Indicator)]
		delete(cards, codeKey(c.Indicator))
		switch {
		case !found:
			return at.broken("the card of " + c.Indicator + " is missing."), nil
		case is.SHA256 != c.SHA256:
			return at.broken("the card of " + c.Indicator + " has been altered since it was published."), nil
		case is.Figure != c.Figure:
			return at.broken("the card of " + c.Indicator + " refers to another figure than was published."), nil
		case is.Period != cmp.Or(c.Period, is.Period):
			return at.broken("the card of " + c.Indicator + " is filed under another period than was published."), nil
		}
	}
	for _, c := range cards {
		return at.broken("the card of " + c.Indicator + " was put there since."), nil
	}
	return nil, nil
}

func (p *provenPublication) proveTakenBack(at entryPlace) *BrokenEntry {
	if p.UndoneSeq == nil {
		if p.TakenBackAt == nil && *p.TakenBackBy == "" {
			return nil
		}
		return at.broken("it is marked as taken back, and no entry says so.")
	}
	at.chain, at.seq = *p.UndoneChain, *p.UndoneSeq
	switch {
	case p.TakenBackAt == nil:
		return at.broken("it was taken back, and stands again.")
	case *p.TakenBackBy != *p.UndoneActor || !p.TakenBackAt.Equal(*p.UndoneAt):
		return at.differs("who took it back, or when,", *p.TakenBackBy, *p.UndoneActor)
	}
	return nil
}

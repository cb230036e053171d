package filled

// quarter is the period q quarters before Q2 2023/24, as a column keeps it.
const quarter = `
	to_char(y, 'FM0000') || '-' || to_char((y + 1) % 100, 'FM00') || 'Q' || n`

const (
	peopleQuery = `
		INSERT INTO people (slack_id, name, email, roles, manager)
		SELECT 'UTEAM', 'Performance team', '', ARRAY['admin'], NULL
		UNION ALL SELECT 'UMANAGER', 'Head of services', '', ARRAY['manager'], NULL
		UNION ALL (SELECT 'U' || to_char(n, 'FM00000'), 'Service lead ' || n, '', ARRAY['member'], CASE WHEN n % 2 = 0 THEN 'UMANAGER' END
		           FROM generate_series(1, $1::int) AS n ORDER BY n)`

	committeesQuery = `
		INSERT INTO committees (name, channel, sign_off)
		SELECT 'Committee ' || n, 'C' || n, CASE WHEN n % 3 = 0 THEN 'manager' END FROM generate_series(1, $1::int) AS n ORDER BY n`

	// Titles are put together of words as councils use them, so that a search finds some hundreds or none.
	indicatorsQuery = `
		INSERT INTO indicators (code, code_key, title, committee, service, unit, decimals, direction, kind, target, cumulative, compare, frequency,
		                        owner, manager, description, links)
		SELECT 'X' || to_char(n, 'FM00000'), 'x' || to_char(n, 'FM00000'),
		       (ARRAY['Percentage of', 'Number of', 'Average days for', 'Share of', 'Rate of'])[1 + n % 5] || ' ' ||
		       (ARRAY['library', 'housing', 'planning', 'school', 'waste', 'highways', 'registration', 'licensing', 'benefits', 'adult care', 'fostering'])[1 + n % 11] || ' ' ||
		       (ARRAY['visits', 'applications', 'complaints', 'enquiries', 'inspections', 'repairs', 'assessments'])[1 + n % 7] || ' ' ||
		       (ARRAY['closed', 'decided', 'answered', 'begun', 'overdue', 'completed', 'reopened', 'registered', 'within target', 'per household', 'by post', 'online', 'in person'])[1 + n % 13],
		       'Committee ' || 1 + n % $2::int, 'Service ' || n % $2::int || '.' || n % 7, 'percent', 1, 'up', 'target', 90, false, 'previous', 'quarterly',
		       'U' || to_char(1 + n % $3::int, 'FM00000'), CASE WHEN n % 2 = 0 THEN 'UMANAGER' END, '', '[]'
		FROM generate_series(1, $1::int) AS n ORDER BY n`

	quarters = `(SELECT q, ` + quarter + ` AS period, make_date(y + (n / 4), 1 + (n * 3) % 12, 1) + interval '3 months' AS over
		FROM (SELECT q, 2023 - (q + 2) / 4 AS y, 1 + ((1 - q) % 4 + 4) % 4 AS n FROM generate_series(-1, $1::int - 1) AS q) AS q) AS quarters`

	// A period is collected from the second day after it to the nineteenth.
	collectionsQuery = `
		INSERT INTO collections (period, opens, due)
		SELECT period, over::date + 1, over::date + 18 FROM ` + quarters + ` ORDER BY q DESC`

	// rated is a value's assessment against the target of 90 by the seed's rule.
	rated = `
		CASE WHEN v < 81 THEN 'Red' WHEN v < 90 THEN 'Amber' WHEN v <= 94.5 THEN 'Green' ELSE 'Blue' END, 'relative:-10,0,5', 90, NULL, 'up',
		round((v - 90) * 100 / 90, 16), 'Against a target of 90.'`

	figuresQuery = `
		INSERT INTO figures (indicator_id, period, revision, value, status, commentary, actions, reason, posted_by, posted_at,
		                     rating, rule, target, baseline, direction, gap, explanation)
		SELECT id, period, r, v, CASE v % 29 WHEN 0 THEN 'provisional' ELSE 'final' END, '', '', CASE WHEN r > 1 THEN 'Counted again' ELSE '' END, owner,
		       over + interval '9 days' + r * interval '1 minute', ` + rated + `
		FROM (SELECT i.id, i.owner, quarters.*, r, 60 + (i.id * 7 + q * 13 + r * 3) % 41 AS v
		      FROM ` + quarters + `, indicators i, generate_series(1, $2::int) AS r WHERE q >= 0) AS made
		ORDER BY q DESC, r, id`

	inQuery = `
		INSERT INTO figures (indicator_id, period, revision, value, status, commentary, actions, reason, posted_by, posted_at,
		                     rating, rule, target, baseline, direction, gap, explanation)
		SELECT id, '2023-24Q3', 1, v, 'final', '', '', '', owner, timestamptz '2024-01-05 10:00Z', ` + rated + `
		FROM (SELECT id, owner, 60 + (id * 11) % 41 AS v FROM indicators WHERE $1::int > 0 AND id % GREATEST($1, 1) = 0) AS made ORDER BY id`

	signOffsQuery = `
		INSERT INTO sign_offs (figure_id, state, said_by, said_at)
		SELECT f.id, CASE WHEN f.id % 17 = 0 THEN 'awaiting' ELSE 'approved' END,
		       CASE WHEN f.id % 17 <> 0 THEN 'UMANAGER' END, CASE WHEN f.id % 17 <> 0 THEN f.posted_at + interval '1 hour' END
		FROM figures f JOIN indicators i ON i.id = f.indicator_id JOIN committees k ON k.name = i.committee WHERE k.sign_off IS NOT NULL`

	publicationsQuery = `
		INSERT INTO publications (committee, period, published_by, automatic, published_at)
		SELECT k.name, c.period, 'UTEAM', false, c.due + interval '20 days 10 hours'
		FROM committees k, (SELECT period, due FROM collections WHERE period < '2023-24Q2' ORDER BY due DESC LIMIT $1) AS c ORDER BY c.due, k.position`

	// cardJSON is a published card as kpi.Card writes it: the indicator i and its figure f, without its history.
	cardJSON = `json_build_object(
			'Indicator', json_build_object('Code', i.code, 'Title', i.title, 'Committee', i.committee, 'Service', i.service, 'Unit', i.unit, 'Decimals', i.decimals,
				'Direction', i.direction, 'Kind', i.kind, 'Target', i.target::text, 'Compare', i.compare, 'Frequency', i.frequency, 'Owner', i.owner),
			'Period', b.period,
			'Figure', json_build_object('Indicator', i.code, 'Period', f.period, 'Revision', f.revision, 'Value', f.value::text, 'Status', f.status,
				'PostedBy', f.posted_by, 'PostedAt', f.posted_at, 'Rating', f.rating, 'Rule', f.rule, 'Target', f.target::text, 'Direction', f.direction,
				'Gap', f.gap::text, 'Explanation', f.explanation),
			'Movement', json_build_object('Change', 'N/A'))::text`

	cardsQuery = `
		INSERT INTO published_cards (publication_id, indicator_id, period, figure_id, card)
		SELECT b.id, i.id, b.period, f.id, ` + cardJSON + `
		FROM publications b JOIN indicators i ON i.committee = b.committee
		CROSS JOIN LATERAL (SELECT * FROM figures f WHERE f.indicator_id = i.id AND f.period = b.period ORDER BY revision DESC LIMIT 1) AS f
		ORDER BY b.id, i.id`
)

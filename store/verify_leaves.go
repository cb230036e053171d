package store

// leavesProof is of the leaves, and of what took their place: the first later word of the same person's leave on whose
// day the leave was not over. Releases before this one did not record that day. It was at most a day from the instant's
// day in UTC, and within these two days either is right.
const leavesProof = `
	WITH said AS MATERIALIZED (
		SELECT *, CAST(detail AS json) AS j, row_number() OVER (PARTITION BY subject, act, at ORDER BY seq) AS nth
		FROM audit_entries WHERE act IN ('away', 'back from leave') AND subject LIKE 'person %'),
	later AS (
		SELECT e.seq, n.seq AS next, n.at,
		       CAST(e.j->>'last_day' AS date) >= COALESCE(CAST(n.j->>'today' AS date), CAST(n.at AT TIME ZONE 'UTC' AS date) - 1) AS may,
		       CAST(e.j->>'last_day' AS date) >= COALESCE(CAST(n.j->>'today' AS date), CAST(n.at AT TIME ZONE 'UTC' AS date) + 1) AS must
		FROM said e JOIN said n ON n.subject = e.subject AND n.seq > e.seq
		WHERE e.act = 'away'),
	replaced AS (
		SELECT seq, (array_agg(at ORDER BY next) FILTER (WHERE may))[1] AS may, (array_agg(at ORDER BY next) FILTER (WHERE must))[1] AS must
		FROM later GROUP BY seq)
	SELECT e.chain, e.seq, e.subject,
	       json_build_object('first day', e.j->>'first_day', 'last day', e.j->>'last_day', 'deputy', e.j->>'deputy', 'who said so', e.actor,
	                         'time at which another took its place', CASE WHEN l.replaced_at IS NOT DISTINCT FROM r.may THEN r.may ELSE r.must END) AS said,
	       CASE WHEN l.id IS NULL THEN NULL ELSE
	       json_build_object('first day', l.first_day, 'last day', l.last_day, 'deputy', COALESCE(l.deputy, ''), 'who said so', l.recorded_by,
	                         'time at which another took its place', l.replaced_at) END AS is,
	       '' AS committee, 'the leave of ' || l.person || ' from ' || l.first_day AS name
	FROM (SELECT * FROM said WHERE act = 'away') e
	FULL JOIN (SELECT *, row_number() OVER (PARTITION BY person, recorded_at ORDER BY id) AS nth FROM leaves) l
	     ON 'person ' || l.person = e.subject AND l.recorded_at = e.at AND l.nth = e.nth
	LEFT JOIN replaced r ON r.seq = e.seq
	ORDER BY e.chain, e.seq, l.id`

package store

// acceptedProof is of the doubts that somebody accepted, in the order in which they did. Earlier releases may not have
// recorded what was judged.
const acceptedProof = `
	SELECT e.chain, e.seq, e.subject,
	       json_build_object('kind', e.j->>'kind', 'doubt', e.j->>'doubt', 'reason', e.j->>'reason', 'digest of what was judged', COALESCE(e.j->>'digest', a.digest)) AS said,
	       CASE WHEN a.id IS NULL THEN NULL ELSE
	       json_build_object('kind', a.kind, 'doubt', a.sentence, 'reason', a.reason, 'digest of what was judged', a.digest) END AS is,
	       COALESCE(a.committee, '') AS committee, 'the accepted ' || a.subject || ' of ' || a.accepted_by AS name
	FROM (SELECT *, CAST(detail AS json) AS j, row_number() OVER (PARTITION BY chain, lower(subject), actor, at ORDER BY seq) AS nth
	      FROM audit_entries WHERE act = 'accepted' AND subject LIKE 'doubt %') e
	FULL JOIN (SELECT d.*, i.committee, lower('doubt ' || i.code || ' ' || d.period) AS subject,
	                  row_number() OVER (PARTITION BY d.indicator_id, d.period, d.accepted_by, d.accepted_at ORDER BY d.id) AS nth
	           FROM accepted_doubts d LEFT JOIN indicators i ON i.id = d.indicator_id) a
	     ON a.subject = lower(e.subject) AND a.accepted_by = e.actor AND a.accepted_at = e.at AND a.nth = e.nth
	ORDER BY e.chain, e.seq, a.id`

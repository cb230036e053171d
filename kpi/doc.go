// Package kpi is what councils know about performance: indicators and their targets, periods, collections, figures,
// rating rules, the change since last time, who may post, and the card that a committee reads.
//
// Everything here is a pure function of its arguments: give it an indicator, a figure and an instant and it answers the
// same for ever. It must never know of Slack, SQL, files, the network or the clock on the wall, and it imports none of
// our other packages.
//
// Figures and targets are exact decimals from the first keystroke to the last comparison; quotients are compared as
// fractions, never rounded first. Rounding is for display alone.
package kpi

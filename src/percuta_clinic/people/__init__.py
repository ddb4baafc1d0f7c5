"""Accounts, roles, rights, invitations, delegations and the doctor's signature under the rules."""

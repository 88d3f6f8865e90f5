"""The rules, in the order in which their labels are given."""

from draftdiff.classifiers.rule import Rule
from draftdiff.classifiers.rules.actors import RULE as ACTORS
from draftdiff.classifiers.rules.brackets import RULE as BRACKETS
from draftdiff.classifiers.rules.deferred import RULE as DEFERRED
from draftdiff.classifiers.rules.differentiated import RULE as DIFFERENTIATED
from draftdiff.classifiers.rules.force import RULE as FORCE
from draftdiff.classifiers.rules.lists import RULE as LISTS
from draftdiff.classifiers.rules.naming import RULE as NAMING
from draftdiff.classifiers.rules.one_of_many import RULE as ONE_OF_MANY
from draftdiff.classifiers.rules.options import RULE as OPTIONS
from draftdiff.classifiers.rules.place import RULE as PLACE
from draftdiff.classifiers.rules.qualified import RULE as QUALIFIED
from draftdiff.classifiers.rules.references import RULE as REFERENCES
from draftdiff.classifiers.rules.scope import RULE as SCOPE
from draftdiff.classifiers.rules.standard import RULE as STANDARD
from draftdiff.classifiers.rules.standing import RULE as STANDING

RULES: tuple[Rule, ...] = (
    STANDING,
    FORCE,
    QUALIFIED,
    DEFERRED,
    ONE_OF_MANY,
    STANDARD,
    NAMING,
    REFERENCES,
    DIFFERENTIATED,
    LISTS,
    SCOPE,
    ACTORS,
    BRACKETS,
    OPTIONS,
    PLACE,
)

"""Which labels each change, transfer and section earns, each with the words that earned it."""

from draftdiff.classifiers.classify import classify
from draftdiff.classifiers.labels import LABELS, describe_label, labels_page
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.rules import RULES

__all__ = ["LABELS", "RULES", "LabelDoc", "Rule", "classify", "describe_label", "labels_page"]

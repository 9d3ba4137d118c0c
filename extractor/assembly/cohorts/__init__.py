"""Cohorts: numbers of people, lesions or studies that are no events."""

from extractor.assembly.cohorts.reader import find_cohorts

__all__ = ["find_cohorts"]

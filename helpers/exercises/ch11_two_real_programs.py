"""Chapter 11, two real programs: a crawler with threads, and a data pipeline with a pool of processes."""

from __future__ import annotations

from helpers.exercises.ch11_crawler import crawler, fetch_in_order, fetch_robustly, predict_crawlers, session_per_thread
from helpers.exercises.ch11_pipeline import predict_pipeline, read_archive, summarise_archive

EXERCISES = (
    predict_crawlers,
    fetch_in_order,
    session_per_thread,
    fetch_robustly,
    crawler,
    predict_pipeline,
    read_archive,
    summarise_archive,
)

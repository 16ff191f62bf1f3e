"""The models that run: verifier, detector, embedder; loading, runtimes, label order, calibration."""

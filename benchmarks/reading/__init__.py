"""An open benchmark for reading official Vietnamese documents on foreign affairs."""

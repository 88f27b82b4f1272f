namespace Groundwork.UseCases;

/// <summary>A setting is wrong; the message names it, its value and what is possible.</summary>
public sealed class SettingsException(string message, Exception? inner = null) : Exception(message, inner);

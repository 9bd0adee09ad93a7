using StreamAlert.Apps.Cli;

return await CommandLine.RunAsync(args, Terminal.OfProcess());

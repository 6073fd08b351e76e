# Rscript recipe.R pairs.csv values.csv [folder with fpsim's R sources, where the package is not installed]
given <- commandArgs(trailingOnly = TRUE)
if (length(given) > 2) {
  for (source_file in c("srs.R", "cohenk.R", "spi.R")) source(file.path(given[3], source_file))
} else {
  library(fpsim)
}
votes <- read.csv(given[1], colClasses = c("character", "character", "character", "integer", "integer"))
pairs <- split(votes, factor(paste(votes$session, votes$first, votes$second),
                             levels = unique(paste(votes$session, votes$first, votes$second))))
rows <- vapply(pairs, function(p) {
  value <- c(srs(p$one, p$other, range = 2), cohenk(p$one, p$other, levels = 1:3), spi(p$one, p$other, levels = 1:3))
  paste(p$session[1], p$first[1], p$second[1], sum(complete.cases(p$one, p$other)),
        paste(sprintf("%.17g", value), collapse = ","), sep = ",")
}, "")
writeLines(c("session,first,second,n,S,kappa,pi", rows), given[2])

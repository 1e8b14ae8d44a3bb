console.log("postinstall: to come")
